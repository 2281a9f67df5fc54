import {forms} from './forms.ts'
import {renderJsonSchema} from './json-schema.ts'
import {renderSettingsTable} from './settings-table.ts'

const schemaFolder = new URL('../schema/', import.meta.url)
const documentation = new URL('../../../docs/configuration.md', import.meta.url)

/** Where the generated table stands in a page that is written by hand. */
const table = /(?<=<!-- made from packages\/config\/src\/settings\.ts -->\n\n)(?:\|.*\n)*/

/** The files that are made from the table of settings, and how each one is made anew from what it is. */
export const generated: readonly {
  readonly file: URL
  readonly render: (current: string) => string
}[] = [
  {
    file: new URL('livemode.schema.json', schemaFolder),
    render: () => renderJsonSchema(forms.flat),
  },
  {
    file: new URL('actor-conf.schema.json', schemaFolder),
    render: () => renderJsonSchema(forms.section),
  },
  {file: documentation, render: current => current.replace(table, () => renderSettingsTable())},
]

import {type Form, forms} from './forms.ts'
import {renderJsonSchema, renderResultSchema} from './json-schema.ts'
import type {Origin} from './settings.ts'
import {renderSettingsTable} from './settings-table.ts'

interface Generated {
  readonly file: URL
  /** Makes the file anew from what it is. */
  readonly render: (current: string) => string
}

const schema = (name: string, form: Form): Generated => ({
  file: new URL(`../schema/${name}.schema.json`, import.meta.url),
  render: () => renderJsonSchema(form),
})

/** Where a generated table stands in a page that is written by hand. */
const tables = /(?<=<!-- made from packages\/config\/src\/settings\.ts: (\w+) -->\n\n)(?:\|.*\n)*/g

/** The files that are made from the table of settings, and from the schema of the result. */
export const generated: readonly Generated[] = [
  schema('livemode', forms.own),
  schema('actor', forms.flat),
  schema('actor-conf', forms.section),
  {
    file: new URL('../schema/upgrade-result.schema.json', import.meta.url),
    render: () => renderResultSchema(),
  },
  {
    file: new URL('../../../docs/configuration.md', import.meta.url),
    render: current =>
      current.replace(tables, (_, origin: string) => renderSettingsTable(origin as Origin)),
  },
]

import {z} from 'zod'
import type {Form} from './forms.ts'
import {upgradeResult} from './messages/upgrade-result.ts'
import {type SettingName, settings} from './settings.ts'

/** Renders the JSON Schema of a form of the configuration, for editors. */
export function renderJsonSchema(form: Form): string {
  const all = {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(form.names).map(([name, written]) => [
        written,
        settingSchema(form, name as SettingName),
      ]),
    ),
    additionalProperties: false,
  }
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'livemode',
    description: 'The configuration of an upgrade from a live image.',
    ...(form.section === null ? all : {type: 'object', properties: {[form.section]: all}}),
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

function settingSchema(form: Form, name: SettingName) {
  const {schema, default: unset, meaning} = settings[name]
  const {$schema: _, ...accepted} = z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
  })
  const orEmpty = form.isEmptyUnset && unset === null ? [{const: ''}] : []
  const anyOf = accepted.anyOf ?? [accepted]
  return {
    description: meaning,
    default: unset,
    ...(anyOf.length + orEmpty.length === 1 ? accepted : {anyOf: [...anyOf, ...orEmpty]}),
  }
}

/** Renders the JSON Schema of what an upgrade leaves on the source's disk, for programs that read it. */
export function renderResultSchema(): string {
  const {$schema, ...schema} = z.toJSONSchema(upgradeResult, {target: 'draft-07'})
  const named = {
    $schema,
    title: 'upgrade-result',
    description: 'How an upgrade stands or has ended: /var/log/leapp/upgrade-result.json.',
    ...schema,
  }
  return `${JSON.stringify(named, undefined, 2)}\n`
}

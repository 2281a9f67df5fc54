import {forms} from './forms.ts'
import {type Origin, type SettingName, settingNamesOf, settings} from './settings.ts'

/** The columns of each table of docs/configuration.md: what stands above one, and what in it. */
const columns: Readonly<Record<Origin, Readonly<Record<string, (name: SettingName) => string>>>> = {
  leapp: {setting: named, 'below `livemode:`': newer, default: unset, meaning},
  livemode: {setting: named, default: unset, meaning},
}

/** Renders the table of the settings of one origin. */
export function renderSettingsTable(origin: Origin): string {
  const cells = Object.values(columns[origin])
  const rows = settingNamesOf(origin).map(name => cells.map(cell => cell(name)))
  const head = [Object.keys(columns[origin]), cells.map(() => '---')]
  return [...head, ...rows].map(row => `| ${row.join(' | ')} |\n`).join('')
}

function named(name: SettingName): string {
  return `\`${name}\``
}

function newer(name: SettingName): string {
  const written = forms.section.names[name]
  return written === undefined || written === name ? 'the same' : `\`${written}\``
}

function unset(name: SettingName): string {
  const {default: value} = settings[name]
  return value === null || (Array.isArray(value) && value.length === 0) ? 'none' : `\`${value}\``
}

function meaning(name: SettingName): string {
  return settings[name].meaning
}

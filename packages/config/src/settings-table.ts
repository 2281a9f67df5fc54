import {forms} from './forms.ts'
import {settingNames, settings} from './settings.ts'

/** Renders the table of settings of docs/configuration.md. */
export function renderSettingsTable(): string {
  const rows = settingNames.map(name => {
    const {default: unset, meaning} = settings[name]
    const newer = forms.section.names[name]
    return [
      `\`${name}\``,
      newer === name ? 'the same' : `\`${newer}\``,
      renderDefault(unset),
      meaning,
    ].join(' | ')
  })
  const head = ['setting', 'below `livemode:`', 'default', 'meaning'].join(' | ')
  return [head, '--- | --- | --- | ---', ...rows].map(row => `| ${row} |\n`).join('')
}

const renderDefault = (value: unknown) =>
  value === null || (Array.isArray(value) && value.length === 0) ? 'none' : `\`${value}\``

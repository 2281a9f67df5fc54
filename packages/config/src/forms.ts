import {closest, distance} from 'fastest-levenshtein'
import {type SettingName, settingNames, settings} from './settings.ts'

/** One of the two ways in which Leapp's files say the same settings. */
export interface Form {
  /** The mapping that holds the settings; null where they stand at the top. */
  readonly section: string | null
  /** The names that the settings have there. */
  readonly names: Readonly<Record<SettingName, string>>
  /** Whether an empty text means that nothing is set: it is the default of Leapp's newer form. */
  readonly isEmptyUnset: boolean
}

export const sectionName = 'livemode'

const namesBy = (nameOf: (name: SettingName) => string) =>
  Object.fromEntries(settingNames.map(name => [name, nameOf(name)])) as Record<SettingName, string>

export const forms = {
  /** `/etc/leapp/actor.d/livemode.yaml` */
  flat: {section: null, names: namesBy(name => name), isEmptyUnset: false},
  /** `/etc/leapp/actor_conf.d/*.yaml`, which Leapp's actors share. */
  section: {
    section: sectionName,
    names: namesBy(name => newerNameOf(name) ?? name),
    isEmptyUnset: true,
  },
} satisfies Record<string, Form>

function newerNameOf(name: SettingName): string | undefined {
  const row: {readonly newerName?: string} = settings[name]
  return row.newerName
}

/** The setting that has this name in a form. */
export const settingOf = (form: Form, written: string): SettingName | undefined =>
  settingNames.find(name => form.names[name] === written)

/** Says what is wrong with a name that is no setting of a form, and which one may be meant. */
export function unknownNameSentence(form: Form, written: string): string {
  const other = Object.values(forms).find(({names}) => Object.values(names).includes(written))
  const meant = other && settingOf(other, written)
  if (meant) return `is called ${form.names[meant]} ${placeOf(form)}`
  const known = Object.values(form.names)
  const near = closest(written, known)
  return isNear(written, near)
    ? `is not a setting; did you mean ${near}?`
    : `is not a setting; the settings are ${known.join(', ')}`
}

const placeOf = ({section}: Form) =>
  section === null ? 'where no livemode: stands above it' : `below ${section}:`

/** Whether a name could be another one with some typing errors or words left out. */
export const isNear = (a: string, b: string): boolean =>
  distance(a.toLowerCase(), b.toLowerCase()) <= Math.max(a.length, b.length) / 2

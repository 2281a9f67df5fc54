import {closest, distance} from 'fastest-levenshtein'
import {type SettingName, settingNames, settingNamesOf, settings} from './settings.ts'

/** One of the ways in which files say the same settings. */
export interface Form {
  /** The mapping that holds the settings; null where they stand at the top. */
  readonly section: string | null
  /** The names that the settings have there; those that are missing have no place there. */
  readonly names: Readonly<Partial<Record<SettingName, string>>>
  /** Whether an empty text means that nothing is set: it is the default of Leapp's newer form. */
  readonly isEmptyUnset: boolean
}

export const sectionName = 'livemode'

/** Where the settings stand that Leapp does not have; whoever has no Leapp keeps all of them there. */
export const ownConfigFile = '/etc/livemode/livemode.yaml'

const namesBy = (names: readonly SettingName[], nameOf: (name: SettingName) => string) =>
  Object.fromEntries(names.map(name => [name, nameOf(name)])) as Form['names']

const leappNames = settingNamesOf('leapp')

export const forms = {
  /** `/etc/livemode/livemode.yaml`, and a file that is given by hand. */
  own: {section: null, names: namesBy(settingNames, name => name), isEmptyUnset: false},
  /** `/etc/leapp/actor.d/livemode.yaml` */
  flat: {section: null, names: namesBy(leappNames, name => name), isEmptyUnset: false},
  /** `/etc/leapp/actor_conf.d/*.yaml`, which Leapp's actors share. */
  section: {
    section: sectionName,
    names: namesBy(leappNames, name => newerNameOf(name) ?? name),
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

/** The setting that has this name in any form. */
export const settingOfAny = (written: string): SettingName | undefined =>
  Object.values(forms)
    .map(form => settingOf(form, written))
    .find(name => name !== undefined)

/** Says what is wrong with a name that is no setting of a form, and which one may be meant. */
export function unknownNameSentence(form: Form, written: string): string {
  const meant = settingOfAny(written)
  if (meant) return otherPlaceOf(meant, form)
  const known = Object.values(form.names)
  const near = closest(written, [...new Set([...known, ...settingNamesOf('livemode')])])
  if (!isNear(written, near)) return `is not a setting; the settings are ${known.join(', ')}`
  const isHere = known.includes(near)
  return `is not a setting; did you mean ${near}${isHere ? '?' : `, which ${belongs(form)}?`}`
}

/** Says what to do with a setting that has another name in a form, or no place in it. */
export function otherPlaceOf(name: SettingName, form: Form): string {
  const here = form.names[name]
  return here === undefined
    ? `is no setting of Leapp's: it ${belongs(form)}`
    : `is called ${here} ${placeOf(form)}`
}

const belongs = ({section}: Form) =>
  `belongs into ${ownConfigFile}${section === null ? '' : `, with no ${section}: above or beside it`}`

const placeOf = ({section}: Form) =>
  section === null ? 'where no livemode: stands above it' : `below ${section}:`

/** Whether a name could be another one with some typing errors or words left out. */
export const isNear = (a: string, b: string): boolean =>
  distance(a.toLowerCase(), b.toLowerCase()) <= Math.max(a.length, b.length) / 2

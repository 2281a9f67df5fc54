import {textOf, type Variables} from '../source/variables.ts'
import {type Draft, has, lineWith, refuse, take, takeBoolean} from './draft.ts'
import {isYes} from './values.ts'

const kinds = ['ethernet', 'bond', 'vlan', 'bridge'] as const

/** What kind of device a profile is for, by the name that a keyfile has for it. */
export type Kind = (typeof kinds)[number]

/** The kind of device that an ifcfg file is for; undefined where no keyfile is made for it. */
export function kindOf(variables: Variables): Kind | undefined {
  const type = textOf(variables, 'TYPE').toLowerCase()
  if (type !== '' && type !== 'ethernet') return kinds.find(kind => kind === type)
  const isBond =
    isYes(textOf(variables, 'BONDING_MASTER')) ||
    textOf(variables, 'BONDING_OPTS') !== '' ||
    (type === '' && /^bond[0-9]+$/.test(textOf(variables, 'DEVICE')))
  if (isBond) return 'bond'
  return isYes(textOf(variables, 'VLAN')) ? 'vlan' : 'ethernet'
}

/** The same for a draft; refuses those that no keyfile is made for. */
export function takeKind(draft: Draft): Kind {
  const {variables, device, file} = draft
  const type = take(draft, 'TYPE').toLowerCase()
  // Such a profile would be one for every interface.
  if (type === '' && device === '' && !has(draft, 'HWADDR')) {
    refuse(file, 'there is neither DEVICE nor TYPE')
  }
  for (const key of ['DEVICETYPE', 'TEAM_MASTER', 'ESSID'])
    if (has(draft, key)) refuseKind(draft, key)
  const kind = kindOf(variables)
  if (kind === undefined) return refuseKind(draft, 'TYPE')
  if (type !== '' && type !== 'ethernet') {
    take(draft, 'BONDING_MASTER')
    take(draft, 'VLAN')
    return kind
  }
  takeBoolean(draft, 'BONDING_MASTER')
  if (kind !== 'bond') takeBoolean(draft, 'VLAN')
  return kind
}

/** No keyfile is made for what this variable says. */
export const refuseKind = (draft: Draft, key: string): never =>
  refuse(lineWith(draft, key), `${key}=${textOf(draft.variables, key)} is not converted`)

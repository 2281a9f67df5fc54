import {type Draft, lineWith, refuse, take, takeBoolean, takeNumber} from './draft.ts'
import {put} from './keyfile.ts'
import {isInterface, isUuid} from './values.ts'

/** The bits of vlan.flags, see nm-settings(5). */
const bits = {REORDER_HDR: 1, GVRP: 2, LOOSE_BINDING: 4, MVRP: 8}

export function putVlan(draft: Draft): void {
  const written = take(draft, 'PHYSDEV')
  const number = takeNumber(draft, 'VLAN_ID', {range: [0, 4094]})
  // As in eth0.5, or in vlan5, which does not name the other interface.
  const [, base, behindDot] = /^(.*)\.([0-9]+)$/s.exec(draft.device) ?? []
  const behindVlan = behindDot ?? /^vlan([0-9]+)$/.exec(draft.device)?.[1]
  const id = number ?? (behindVlan === undefined ? undefined : Number(behindVlan))
  const parent = written === '' ? (base ?? '') : written
  if (id === undefined || Number(id) > 4094)
    refuse(draft.file, 'there is no VLAN_ID from 0 to 4094')
  if (!isInterface(parent) && !isUuid(parent)) refuse(draft.file, 'there is no PHYSDEV')
  put(draft.keyfile, {vlan: {id, parent, flags: takeFlags(draft)}})
}

function takeFlags(draft: Draft): number {
  let flags = 0
  if (takeBoolean(draft, 'REORDER_HDR', {otherwise: true})) flags |= bits.REORDER_HDR
  if (takeBoolean(draft, 'GVRP')) flags |= bits.GVRP
  if (takeBoolean(draft, 'MVRP')) flags |= bits.MVRP
  for (const word of take(draft, 'VLAN_FLAGS').split(/[ ,]+/)) {
    // REORDER_HDR has a variable of its own, which counts.
    if (word === 'LOOSE_BINDING' || word === 'GVRP' || word === 'MVRP') flags |= bits[word]
    else if (!/^(NO_REORDER_HDR|REORDER_HDR)?$/.test(word)) {
      draft.messages.push(
        `${lineWith(draft, 'VLAN_FLAGS')}: VLAN_FLAGS: ${word} is not known here; it is left out`,
      )
    }
  }
  return flags
}

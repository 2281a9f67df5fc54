import {type Draft, lineWith, refuse, take, takeNumber} from './draft.ts'
import {put} from './keyfile.ts'
import {isHardwareAddress} from './values.ts'

/** What a cloned address can be instead of an address, see nm-settings-ifcfg-rh(5). */
const clonedAddresses = ['permanent', 'preserve', 'random', 'stable']

/** Puts the section that bonds, VLANs and bridges have too. */
export function putEthernet(draft: Draft): void {
  const {keyfile} = draft
  put(keyfile, {ethernet: {mtu: takeNumber(draft, 'MTU', {range: [0, 65536]})}})
  put(keyfile, {ethernet: {'mac-address': takeHardwareAddress(draft, 'HWADDR')}})
  const cloned = clonedAddresses.find(name => name === take(draft, 'MACADDR'))
  put(keyfile, {
    ethernet: {'cloned-mac-address': cloned ?? takeHardwareAddress(draft, 'MACADDR')},
  })
}

function takeHardwareAddress(draft: Draft, key: string): string {
  const text = take(draft, key)
  if (text === '' || isHardwareAddress(text)) return text.toUpperCase()
  return refuse(lineWith(draft, key), `${key}=${text} is not a hardware address`)
}

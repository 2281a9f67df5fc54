import {findOtherRegisters} from './registers.ts'
import type {KeySupport} from './row.ts'

const enrol = (device: string) =>
  `bind the device to what gives a key there: clevis luks bind -d ${device} tpm2 '{"pcr_ids":"7"}'`

/** It is told by no line of crypttab(5): its program answers whenever a passphrase is asked for. */
export const clevis: KeySupport = {
  title: 'clevis',
  dracutModules: ['clevis', 'clevis-pin-tang', 'clevis-pin-tpm2', 'clevis-pin-sss'],
  tokenType: 'clevis',
  answers: true,
  // A Tang server needs a network, for which nothing may wait that this device holds up. `_netdev` would have it wait itself, for
  // what comes behind dracut's initqueue, which waits for the device.
  planOptions: () => ['nofail'],
  findObstacle({pcrs, pins}, {device, network}) {
    const registers = findOtherRegisters(pcrs)
    if (registers !== undefined) return {why: registers, remedy: enrol(device)}
    if (network.isSet || pins.length === 0 || pins.some(pin => pin !== 'tang')) return undefined
    return {
      why: `it asks a Tang server, and there is no network: ${network.setting} is not set`,
      remedy: `set ${network.setting} so that the server is reached`,
    }
  },
  enrol,
}

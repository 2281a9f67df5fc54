import {safe} from '../installations/safe.ts'
import {vault} from '../installations/vault.ts'
import {tangAddress} from '../sources/networks.ts'
import {ask, type Check} from './check.ts'
import {openSafe} from './volumes.ts'

const bind = (container: string, pin: string, how: object) =>
  `clevis luks bind -y -k /etc/vault.key -d /dev/disk/by-uuid/${container} ${pin} '${JSON.stringify(how)}'`

export const clevisBound = {
  description: 'clevis binds the volume with the image to Tang, and the one for data to the TPM',
  run: async subject => {
    const card = await ask(subject, 'ls /sys/class/net | grep --invert-match "^lo$"')
    await ask(subject, `ip address add 10.0.2.15/24 dev ${card} && ip link set ${card} up`)
    await ask(subject, bind(vault.container, 'tang', {url: `http://${tangAddress}`}))
    await ask(subject, bind(safe.container, 'tpm2', {pcr_ids: '7'}))
    // Each of the two has a slot of its own besides that of the key file.
    const listed = await ask(subject, `clevis luks list -d /dev/disk/by-uuid/${safe.container}`)
    const crypttab = [
      `vault UUID=${vault.container} /etc/vault.key luks`,
      `${safe.name} UUID=${safe.container} none luks`,
    ]
    await openSafe(subject, {crypttab, units: ['clevis-luks-askpass.path']})
    return [`clevis has bound the volume for data: ${listed}`]
  },
} satisfies Check

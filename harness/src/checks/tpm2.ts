import {safe} from '../installations/safe.ts'
import {vault} from '../installations/vault.ts'
import {ask, type Check} from './check.ts'
import {openSafe} from './volumes.ts'

const volumes = [
  {name: 'vault', container: vault.container},
  {name: safe.name, container: safe.container},
]

export const tpm2Enrolled = {
  description: 'the TPM of the machine gets a key of each encrypted volume, and crypttab names it',
  run: async subject => {
    for (const {container} of volumes) {
      await ask(
        subject,
        `systemd-cryptenroll --unlock-key-file=/etc/vault.key --tpm2-device=auto /dev/disk/by-uuid/${container}`,
      )
    }
    const crypttab = volumes.map(
      ({name, container}) => `${name} UUID=${container} none luks,tpm2-device=auto`,
    )
    await openSafe(subject, {crypttab})
    return [`the TPM has the keys of ${volumes.map(({name}) => name).join(' and ')}`]
  },
} satisfies Check

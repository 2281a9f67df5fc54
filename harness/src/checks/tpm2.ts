import {safe} from '../installations/safe.ts'
import {vault} from '../installations/vault.ts'
import {ask, type Check, type Subject, waitForAnswer} from './check.ts'

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
    const lines = volumes.map(
      ({name, container}) => `${name} UUID=${container} none luks,tpm2-device=auto`,
    )
    await ask(subject, `printf '%s\\n' '${lines.join("' '")}' >/etc/crypttab`)
    // The volume for data has not been opened by anything else yet.
    await ask(
      subject,
      `systemctl daemon-reload && systemctl start systemd-cryptsetup@${safe.name}.service && systemctl start ${safe.mount.slice(1)}.mount`,
    )
    await demandMarker(subject, '')
    return [`the TPM has the keys of ${volumes.map(({name}) => name).join(' and ')}`]
  },
} satisfies Check

export const opened = {
  description: 'the encrypted volumes are open, and nobody was there',
  run: async subject => {
    const {sourceRoot} = subject.prepared
    await demandMarker(subject, sourceRoot)
    return [await ask(subject, 'dmsetup ls --target crypt | sort')]
  },
} satisfies Check

async function demandMarker(subject: Subject, root: string): Promise<void> {
  const file = `${root}${safe.mount}/marker`
  // What is behind the initramfs opens it while the shell is there already.
  await waitForAnswer(subject, {
    command: `cat ${file}`,
    isRight: answer => answer.trim() === safe.marker,
    what: file,
  })
}

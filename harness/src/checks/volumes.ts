import {safe} from '../installations/safe.ts'
import {ask, type Check, type Subject, waitForAnswer} from './check.ts'

/**
 * Writes crypttab of a machine, with a line of `safe` in it, and opens that volume by it, beside units that this takes: it
 * has not been opened by anything else yet.
 */
export async function openSafe(
  subject: Subject,
  {crypttab, units = []}: {crypttab: readonly string[]; units?: readonly string[]},
): Promise<void> {
  const opened = [...units, `systemd-cryptsetup@${safe.name}.service`].join(' ')
  await ask(subject, `printf '%s\\n' '${crypttab.join("' '")}' >/etc/crypttab`)
  await ask(
    subject,
    `systemctl daemon-reload && systemctl start ${opened} && systemctl start ${safe.mount.slice(1)}.mount`,
  )
  await demandMarker(subject, safe)
}

export const volumesOpened = {
  description: 'the encrypted volumes are open, and nobody was there',
  run: async subject => {
    const {sourceRoot} = subject
    await demandMarker(subject, {...safe, mount: `${sourceRoot}${safe.mount}`})
    return [await ask(subject, 'dmsetup ls --target crypt | sort')]
  },
} satisfies Check

/** Waits until a volume is mounted, by the file that marks it: what comes behind the initramfs mounts it while the shell is there already. */
export async function demandMarker(
  subject: Subject,
  {mount, marker}: {mount: string; marker: string},
): Promise<void> {
  const file = `${mount}/marker`
  await waitForAnswer(subject, {
    command: `cat ${file}`,
    isRight: answer => answer.trim() === marker,
    what: file,
  })
}

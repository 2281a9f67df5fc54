import {LivemodeError} from '@livemode/config'
import {hostKeyNote} from '../checks/install.ts'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {Machine} from '../machine/machine.ts'
import type {Answer} from '../scenarios/scenario.ts'
import {sshPort} from '../sources/networks.ts'
import type {BootContext} from './context.ts'

/** Enters what a machine asks for while it starts. */
export async function answer(
  machine: Machine,
  {question, text, over}: Answer,
  context: BootContext,
): Promise<readonly string[]> {
  const deadline = startDeadline(limits.boot, `the question ${question.source}`)
  const asked = await machine.waitForConsole(question, deadline)
  const proof = `after ${asked.seconds.toFixed(0)} s the console asks: ${asked.text.trim()}`
  if (over === 'ssh') return [proof, ...(await answerOverSsh(machine, text, context))]
  machine.writeConsole(`${text}\n`)
  return [proof]
}

const passedOn = 'livemode: the answer is being tried'
const askedAgain = 'livemode: that was not the right answer, and it is asked for again'

/** As an administrator who is elsewhere, knows the host key, and is wrong the first time. */
async function answerOverSsh(
  machine: Machine,
  text: string,
  {prepared, notes}: BootContext,
): Promise<readonly string[]> {
  const deadline = startDeadline(limits.boot, 'sshd of the initramfs')
  const argv = ['sh', '-c', script, 'sh', prepared.known.sshKey.private, `wrong\n${text}\n`]
  const {stdout, stderr} = await machine.exec(argv, deadline)
  const [, fingerprint] = stdout.split(' ')
  const lines = stdout.split('\n')
  // When the right answer has been given, the end of the initramfs may come before that of the login.
  const isRight =
    fingerprint === notes.get(hostKeyNote) &&
    lines.includes(askedAgain) &&
    lines.filter(line => line === passedOn).length === 2
  if (isRight) return [`over ssh the answer is taken by the host key ${fingerprint}`]
  throw new LivemodeError('BOOT_FAILED', `over ssh the initramfs says:\n${stdout}${stderr}`)
}

const script = `umask 077
printf '%s' "$1" >/run/ssh-key
until ssh-keyscan -T 10 -t ecdsa -p ${sshPort} 127.0.0.1 2>/dev/null >/run/known && [ -s /run/known ]; do sleep 1; done
ssh-keygen -l -f /run/known
printf '%s' "$2" | ssh -o UserKnownHostsFile=/run/known -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes \\
    -i /run/ssh-key -p ${sshPort} root@127.0.0.1
`

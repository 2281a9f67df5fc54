import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {ShellResult} from '../machine/shell.ts'
import {programPlaces, programUuid} from '../program/places.ts'
import {shellWord} from '../shell-word.ts'
import {releaseOf} from '../sources/releases.ts'
import {ask, type Subject} from './check.ts'

/** What a run of `livemode` in the source system needs. */
type Runner = Pick<Subject, 'machine' | 'source' | 'config' | 'sshKey'>

/** Runs `livemode` in the source system, whatever comes of it. */
export async function runLivemode(subject: Runner, argv: readonly string[]): Promise<ShellResult> {
  const {mount, node, main, config, artifacts} = programPlaces
  const program = `mkdir -p ${mount} && mount -o ro UUID=${programUuid} ${mount}`
  await ask(subject, `mountpoint -q ${mount} || { ${program}; }`)
  await putKeys(subject)
  const {targetId} = releaseOf(subject.source)
  const options = `--config ${config} --out ${artifacts} --target ${targetId}`
  const command = `cd /tmp && LEAPP_UNSUPPORTED=1 ${node} ${main} ${argv.join(' ')} ${options}`
  return subject.machine.run(command, startDeadline(limits.upgrade, `livemode ${argv.join(' ')}`))
}

/** The configuration names a file of the machine. */
async function putKeys({
  machine,
  config,
  sshKey,
}: Pick<Subject, 'machine' | 'config' | 'sshKey'>): Promise<void> {
  const file = config.setup_opensshd_with_auth_keys
  if (file === null) return
  const command = `mkdir -p "$(dirname ${file})" && echo ${shellWord(sshKey.public.trim())} >${file}`
  await machine.succeed(command, startDeadline(limits.question, file))
}

/** What `livemode` prints. Throws with all it said unless it exits 0. */
export async function livemode(subject: Runner, argv: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runLivemode(subject, argv)
  if (code === 0) return stdout
  const said = `${stdout}${stderr}`.trimEnd().replaceAll('\n', '\n    ')
  const message = `in the machine, livemode ${argv.join(' ')} exited with code ${code}\n    ${said}`
  throw new LivemodeError('COMMAND_FAILED', message)
}

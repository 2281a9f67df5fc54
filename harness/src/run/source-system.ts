import {LivemodeError} from '@livemode/config'
import type {Manifest} from '@livemode/image'
import {startDeadline} from '../deadline.ts'
import {sourceSystem} from '../scenarios/source-root.ts'
import {bootMachine, type Writes} from './boot-machine.ts'
import type {Prepared} from './context.ts'
import {limits} from './limits.ts'
import {proveSystem} from './proofs.ts'
import type {Findings} from './result.ts'

const leapp = '/var/log/leapp'

/** Runs the source system after the live system, and proves that it still boots and what was left on it. */
export async function runSourceSystem(
  prepared: Prepared,
  {writes, findings}: {writes: Writes; findings: Findings},
): Promise<void> {
  const {scenario, manifest} = prepared
  await using machine = await bootMachine(prepared, {
    name: 'source',
    kernelArguments: `root=UUID=${scenario.source.uuid} ro`,
    system: sourceSystem.prettyName,
    writes,
  })
  await machine.succeed('true', startDeadline(limits.boot, 'the source system'))
  await proveSystem(machine, {folder: '', findings})
  const deadline = startDeadline(limits.question, 'what the upgrade left')
  const result = await machine.succeed(`cat ${leapp}/upgrade-result.json`, deadline)
  assertSuccess(result, manifest)
  const log = await machine.succeed(`cat ${leapp}/leapp-upgrade.log`, deadline)
  const lines = assertJournal(log, manifest)
  findings.proofs.push(
    `after the power-off the source's disk holds the result (success, ${manifest.buildId}) and the journal (${lines} lines)`,
  )
  await machine.powerOff(startDeadline(limits.powerOff, 'the source system to power off'))
}

/** Throws `BOOT_FAILED` unless a result file tells of the success of this very image. */
export function assertSuccess(text: string, {buildId}: Pick<Manifest, 'buildId'>): void {
  let found: {result?: unknown; buildId?: unknown} = {}
  try {
    found = JSON.parse(text)
  } catch {}
  if (found.result === 'success' && found.buildId === buildId) return
  const message = `the upgrade did not leave the result of a success of ${buildId}: ${text.trim()}`
  throw new LivemodeError('BOOT_FAILED', message)
}

/**
 * Throws `BOOT_FAILED` unless a log is the journal of this very image, from the start of its boot to
 * the end of the upgrade. Gives the number of its lines.
 */
export function assertJournal(log: string, {buildId}: Pick<Manifest, 'buildId'>): number {
  const expected = [/ kernel: .*Command line: /, / systemd\[1\]: /, `image ${buildId}`]
  const missing = expected.filter(part =>
    typeof part === 'string' ? !log.includes(part) : !part.test(log),
  )
  const lines = log.trimEnd().split('\n')
  if (missing.length === 0) return lines.length
  throw new LivemodeError(
    'BOOT_FAILED',
    `the log is not the whole journal of the upgrade: nothing in its ${lines.length} lines matches ${missing.join(', ')}`,
  )
}

import {LivemodeError} from '@livemode/config'
import {failureNote} from '../checks/install.ts'
import {startDeadline} from '../deadline.ts'
import type {Machine} from '../machine/machine.ts'
import type {ReturningBoot} from '../scenarios/scenario.ts'
import {sourceSystem} from '../scenarios/source-root.ts'
import {bootMachine} from './boot-machine.ts'
import type {BootContext} from './context.ts'
import {limits} from './limits.ts'

/** A boot that goes wrong in some way, after which the machine must come back without anybody's help. */
export async function runReturningBoot(
  boot: ReturningBoot,
  {prepared, writes, findings, notes}: BootContext,
): Promise<void> {
  await using machine = await bootMachine(prepared, {
    name: boot.name,
    kernelArguments: prepared.liveArguments,
    system: undefined,
    writes,
  })
  const how = await waitForReturn(machine)
  const {failure, seconds} = machine
  const why = failure ? `${failure.meaning} (${failure.id})` : 'nothing on the console tells why'
  const [, reason] = /livemode: the live boot has failed: (.*)/.exec(failure?.line.text ?? '') ?? []
  if (reason === undefined) notes.delete(failureNote)
  else notes.set(failureNote, reason.trim())
  findings.proofs.push(`${boot.name}: after ${seconds.toFixed(0)} s ${how}: ${why}`)
}

/** A reset, or a loader that gives up the live boot and starts the source at once. */
async function waitForReturn(machine: Machine): Promise<string> {
  const deadline = startDeadline(limits.comesBack, 'the machine to come back by itself')
  const welcome = new RegExp(`Welcome to ${RegExp.escape(sourceSystem.prettyName)}!`)
  const options = {despiteFailure: true}
  const source = machine.waitForConsole(welcome, deadline, options).then(
    () => 'the source comes up',
    // The machine's end is what the other wait is for.
    () => new Promise<never>(() => {}),
  )
  const reason = await Promise.race([machine.waitForExit(deadline, options), source])
  if (reason === 'guest-reset') return 'the machine resets'
  if (reason === 'the source comes up') return reason
  throw new LivemodeError('BOOT_FAILED', `the machine did not come back by itself: ${reason}`)
}

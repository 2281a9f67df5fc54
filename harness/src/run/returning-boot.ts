import {LivemodeError} from '@livemode/config'
import {failureNote} from '../checks/install.ts'
import type {Machine} from '../machine/machine.ts'
import type {ReturningBoot} from '../scenarios/scenario.ts'
import {bootMachine} from './boot-machine.ts'
import type {BootContext} from './context.ts'
import {waitForReturn} from './return.ts'

/** A boot that goes wrong in some way, after which the machine must come back without anybody's help. */
export async function runReturningBoot(boot: ReturningBoot, context: BootContext): Promise<void> {
  const {prepared, writes} = context
  await using machine = await bootMachine(prepared, {
    name: boot.name,
    kernelArguments: [prepared.liveArguments, ...(boot.kernelArguments ?? [])].join(' '),
    system: undefined,
    hasOtherTpm: boot.hasOtherTpm,
    isTargetAway: boot.isTargetAway,
    writes,
  })
  await watchReturn(machine, {...context, boot, since: 0})
}

/** Waits until a machine has come back, and notes what it has said why it does. */
export async function watchReturn(
  machine: Machine,
  {
    boot,
    since,
    prepared,
    findings,
    notes,
  }: BootContext & {
    readonly boot: Pick<ReturningBoot, 'name' | 'says'>
    readonly since: number
  },
): Promise<void> {
  const how = ways[await waitForReturn(machine, prepared, {since})]
  if (boot.says && !machine.says(boot.says)) {
    throw new LivemodeError('BOOT_FAILED', `${boot.name}: the console does not say ${boot.says}`)
  }
  const {failure, seconds} = machine
  const why = failure ? `${failure.meaning} (${failure.id})` : 'nothing on the console tells why'
  const [, reason] = /livemode: the live boot has failed: (.*)/.exec(failure?.line.text ?? '') ?? []
  if (reason === undefined) notes.delete(failureNote)
  else notes.set(failureNote, reason.trim())
  findings.proofs.push(`${boot.name}: after ${seconds.toFixed(0)} s ${how}: ${why}`)
}

const ways = {reset: 'the machine resets', source: 'the source comes up'} as const

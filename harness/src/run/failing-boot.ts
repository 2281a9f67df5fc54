import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {BootFailure} from '../machine/failure.ts'
import type {Machine} from '../machine/machine.ts'
import type {FailingBoot} from '../scenarios/scenario.ts'
import {bootMachine} from './boot-machine.ts'
import type {BootContext} from './context.ts'

/** A boot that must fail, in exactly the way that it names. */
export async function runFailingBoot(
  boot: FailingBoot,
  {prepared, writes, findings}: BootContext,
): Promise<void> {
  const system = prepared.known.manifest.target.prettyName
  await using machine = await bootMachine(prepared, {
    name: boot.name,
    kernelArguments: [prepared.liveArguments, ...boot.kernelArguments].join(' '),
    system,
    writes,
  })
  const failure = await waitForFailure(machine, system)
  const {id, meaning, line} = failure
  if (id !== boot.failure) throw otherFailure(boot, failure)
  findings.proofs.push(
    `${boot.name}: found after ${line.seconds.toFixed(0)} s: ${meaning} (${id}, "${line.text.trim()}")`,
  )
  const screen = join(prepared.out, `${boot.name}.png`)
  // A machine that failed may be gone already.
  await machine
    .screenshot(screen, startDeadline(limits.question, 'a picture of the screen'))
    .then(() => findings.screens.push(screen))
    .catch(() => {})
}

/** The failure of a machine; an error when the system comes up instead. */
function waitForFailure(machine: Machine, system: string): Promise<BootFailure> {
  const deadline = startDeadline(limits.failure, 'a boot to fail')
  const welcome = new RegExp(`Welcome to ${RegExp.escape(system)}!`)
  const success = machine.waitForConsole(welcome, deadline).then(
    () => {
      throw new LivemodeError('BOOT_FAILED', `${system} came up, and the boot should have failed`)
    },
    // The machine failed, ended, or took too long: the other wait tells of it.
    () => new Promise<never>(() => {}),
  )
  success.catch(() => {})
  return Promise.race([machine.waitForFailure(deadline), success])
}

function otherFailure(boot: FailingBoot, {id, meaning, line}: BootFailure): LivemodeError {
  return new LivemodeError(
    'BOOT_FAILED',
    `${boot.name}: the boot failed, but not by ${boot.failure}: ${meaning} (${id})\n  seen: ${line.text}`,
  )
}

import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import type {Machine} from '../machine/machine.ts'
import {bootMachine, type Writes} from './boot-machine.ts'
import type {Prepared} from './context.ts'
import {limits} from './limits.ts'
import {proveIdentity, proveSystem} from './proofs.ts'
import type {Findings} from './result.ts'

const consoleUnits = ['console.service', 'getty@tty2', 'getty@tty3', 'getty@tty4']

/** Runs the live system until its upgrade is done, and proves that it is what was built. */
export async function runLiveSystem(
  prepared: Prepared,
  {writes, findings}: {writes: Writes; findings: Findings},
): Promise<void> {
  await using machine = await bootMachine(prepared, {
    name: 'live',
    kernelArguments: prepared.liveArguments,
    system: prepared.manifest.target.prettyName,
    writes,
  })
  await machine.succeed('true', startDeadline(limits.boot, 'the live system'))
  findings.proofs.push(`the live system answers after ${machine.seconds.toFixed(0)} s`)
  await proveIdentity(machine, {prepared, findings})
  await proveSystem(machine, {folder: '/sysroot', findings})
  await proveUpgrade(machine, findings)
  await proveConsoles(machine, {prepared, findings})
  await machine.powerOff(startDeadline(limits.powerOff, 'the live system to power off'))
}

async function proveUpgrade(machine: Machine, findings: Findings): Promise<void> {
  await machine.waitForUnit('upgrade.service', startDeadline(limits.upgrade, 'upgrade.service'))
  const seconds = machine.seconds.toFixed(0)
  const state = await machine.succeed(
    'systemctl show --property=Result,SubState upgrade.service | sort | xargs',
    startDeadline(limits.question, 'the result of upgrade.service'),
  )
  if (state.trim() !== 'Result=success SubState=exited') {
    const message = `upgrade.service is active, but not at its end: ${state.trim()}`
    throw new LivemodeError('BOOT_FAILED', message)
  }
  findings.proofs.push(`upgrade.service succeeded after ${seconds} s`)
}

async function proveConsoles(
  machine: Machine,
  {prepared, findings}: {prepared: Prepared; findings: Findings},
): Promise<void> {
  const deadline = startDeadline(limits.question, 'the consoles of the live system')
  for (const unit of consoleUnits) await machine.waitForUnit(unit, deadline)
  findings.proofs.push(`${consoleUnits.join(', ')} are active`)
  const screen = join(prepared.out, 'live.png')
  await machine.screenshot(screen, deadline)
  findings.screens.push(screen)
}

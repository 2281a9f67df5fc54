import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {log, type Subject} from '../checks/check.ts'
import {checks} from '../checks/index.ts'
import {runLivemode} from '../checks/livemode.ts'
import {startDeadline} from '../deadline.ts'
import {checkFileSystem} from '../disks/check.ts'
import type {MachineFault} from '../faults/machine/fault.ts'
import {machineFaults, renderFault} from '../faults/machine/index.ts'
import {limits} from '../limits.ts'
import type {Machine} from '../machine/machine.ts'
import type {CheckedBoot, CheckedEnd, StartedBoot} from '../scenarios/scenario.ts'
import {installationOf} from '../sources/host.ts'
import {releaseOf} from '../sources/releases.ts'
import {answer} from './answer.ts'
import {bootMachine} from './boot-machine.ts'
import type {BootContext, Prepared} from './context.ts'
import {waitForReboot, waitForUpgrade} from './reboot.ts'
import {waitForReturn} from './return.ts'
import {watchReturn} from './returning-boot.ts'

/** A boot that must answer its checks, one after the other, and then end as it says. */
export async function runCheckedBoot(boot: CheckedBoot, context: BootContext): Promise<void> {
  const {prepared, findings} = context
  const {system} = systems[boot.system](prepared)
  await using machine = boot.mayComeLate
    ? await startThroughLive(boot, context)
    : await start(boot, context)
  if (boot.answer) findings.proofs.push(...(await answer(machine, boot.answer, context)))
  await machine.succeed('true', startDeadline(limits.boot, system))
  await checkMachine(machine, {...context, boot, system})
}

/** What is checked of a machine that is up, and how it ends. */
interface Checked extends BootContext {
  readonly boot: Pick<CheckedBoot, 'name' | 'checks' | 'fault' | 'end'>
  readonly system: string
}

async function checkMachine(machine: Machine, checked: Checked): Promise<void> {
  const {boot, system, ...context} = checked
  const {prepared, findings} = context
  const subject: Subject = {
    ...prepared.known,
    machine,
    notes: context.notes,
    async screenshot(name) {
      const screen = join(prepared.out, `${boot.name}-${name}.png`)
      await machine.screenshot(screen, startDeadline(limits.question, 'a picture of the screen'))
      findings.screens.push(screen)
    },
  }
  const fault = boot.fault && machineFaults[boot.fault]
  if (fault?.when === 'before install') {
    // Its file systems are mounted, and can be written.
    await machine.waitForUnit('multi-user.target', startDeadline(limits.boot, system))
    await runFault(fault.script, {subject, fault})
  }
  for (const id of boot.checks) {
    findings.check = id
    findings.proofs.push(...(await checks[id].run(subject)))
  }
  findings.check = undefined
  if (fault?.when === 'after install') await runFault(fault.script, {subject, fault})
  if (fault?.undo) await runFault(fault.undo, {subject, fault})
  const {end} = boot
  if (typeof end === 'object') await runStartedBoot(end.start, {machine, context})
  else findings.proofs.push(...(await ends[end](machine, context)))
}

/** Has a machine go to the live system that is loaded, without a reset. */
async function runStartedBoot(
  boot: StartedBoot,
  {machine, context}: {machine: Machine; context: BootContext},
): Promise<void> {
  const {prepared, findings} = context
  const since = machine.seconds
  // It may end before it has answered.
  void runLivemode({...prepared.known, machine}, ['start', '--yes']).catch(() => {})
  const going = startDeadline(limits.powerOff, 'another kernel')
  const {seconds} = await machine.waitForConsole(/Linux version /, going, {since})
  findings.proofs.push(
    `livemode start: after ${(seconds - since).toFixed(0)} s the live kernel runs`,
  )
  if ('comesBack' in boot) {
    machine.expectSystem(undefined)
    return watchReturn(machine, {...context, boot, since})
  }
  const {system} = systems.live(prepared)
  machine.expectSystem(system)
  await machine.succeed('true', startDeadline(limits.boot, system))
  await checkMachine(machine, {...context, boot, system})
}

function start(boot: CheckedBoot, {prepared, writes}: BootContext): Promise<Machine> {
  const {system, kernelArguments} = systems[boot.system](prepared)
  return bootMachine(prepared, {
    system,
    kernelArguments: [kernelArguments, ...(boot.kernelArguments ?? [])].join(' '),
    name: boot.name,
    writes,
  })
}

/** How often a machine may boot the live system before its own one. */
const mostLive = 2

/** Starts a machine until its own system comes; what comes before that has to end by itself. */
async function startThroughLive(
  boot: CheckedBoot,
  {prepared, writes, findings}: BootContext,
): Promise<Machine> {
  for (let count = 0; count <= mostLive; count += 1) {
    await using stack = new AsyncDisposableStack()
    const name = count === 0 ? boot.name : `${boot.name}-again-${count}`
    const machine = stack.use(
      await bootMachine(prepared, {name, kernelArguments: '', system: undefined, writes}),
    )
    if ((await waitForReturn(machine, prepared)) === 'source') {
      stack.move()
      return machine
    }
    findings.proofs.push(`${name}: the live system came first, and the machine reset`)
  }
  throw new LivemodeError('BOOT_FAILED', `${boot.name}: the source does not come back`)
}

async function runFault(
  script: string,
  {subject, fault}: {readonly subject: Subject; readonly fault: MachineFault},
): Promise<void> {
  const {config, machine} = subject
  const command = renderFault(script, {image: config.squashfs_fullpath})
  await machine.succeed(command, startDeadline(limits.question, fault.description))
}

const systems = {
  live: ({known, liveArguments}: Prepared) => ({
    system: known.manifest.target.prettyName,
    kernelArguments: liveArguments,
  }),
  // It boots by its own loader.
  upgraded: ({known}: Prepared) => ({
    system: known.manifest.target.prettyName,
    kernelArguments: '',
  }),
  source: ({scenario, sourceArguments}: Prepared) => ({
    system: releaseOf(scenario.source).prettyName,
    kernelArguments: sourceArguments,
  }),
}

const ends = {
  async 'power-off'(machine: Machine) {
    await machine.powerOff(startDeadline(limits.powerOff, 'the machine to power off'))
    return []
  },
  async restart(machine: Machine) {
    await machine.run('systemctl --no-block reboot', startDeadline(limits.question, 'a reboot'))
    await waitForReboot(machine)
    return []
  },
  async reboot(machine: Machine, {prepared}: BootContext) {
    return waitForUpgrade(machine, {
      engine: prepared.known.engine,
      async log() {
        const deadline = startDeadline(limits.question, 'the log')
        return (await machine.run(`tail --lines=100 ${log}`, deadline)).stdout
      },
    })
  },
  async panic(machine: Machine) {
    // Nothing answers any more.
    void machine
      .run('echo c >/proc/sysrq-trigger', startDeadline(limits.question, 'a panic'))
      .catch(() => {})
    await waitForReboot(machine, {despiteFailure: true})
    const {failure} = machine
    if (failure?.id === 'kernel-panic') return [`${failure.meaning}, and the machine resets`]
    throw new LivemodeError('BOOT_FAILED', 'the machine has reset, but not after a panic')
  },
  async 'power-cut'(machine: Machine, {session, prepared, writes}: BootContext) {
    await machine.powerCut(startDeadline(limits.powerOff, 'the loss of power'))
    const [disk] = writes.disks
    if (!disk) return []
    const {toolbox} = prepared.host
    const partition = installationOf(prepared.scenario.source)?.partitions.length ?? 0
    const {clean, report} = await checkFileSystem(session, {toolbox, disk, partition})
    if (clean) return ["after the loss of power the source's file system is whole"]
    throw new LivemodeError('BOOT_FAILED', `the loss of power has broken the source:\n${report}`)
  },
} satisfies Record<
  CheckedEnd,
  (machine: Machine, context: BootContext) => Promise<readonly string[]>
>

import {copyFile, readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {findImage, type Session} from '@livemode/container'
import {startDeadline} from '../deadline.ts'
import type {SourceFamily} from '../families/family.ts'
import type {Installation} from '../installations/installation.ts'
import type {ConsoleLine} from '../machine/console.ts'
import {makeVariables} from '../machine/firmware/variables.ts'
import type {MachineHost} from '../machine/host.ts'
import {debugShell, harnessConsoles} from '../machine/kernel-arguments.ts'
import {Machine} from '../machine/machine.ts'
import {openTemporaryFolder} from '../temporary-folder.ts'
import {makeOnce} from './made-once.ts'
import {makeDisk} from './make.ts'
import {commitOverlay, makeOverlay} from './overlay.ts'
import type {DiskPlan} from './plan.ts'

export interface EnsureInstalledDisk {
  readonly installation: Installation
  readonly family: SourceFamily
  readonly plan: DiskPlan
  /** The image of the root, with its own kernel and boot loader. */
  readonly root: string
  readonly host: MachineHost
  /** The disk; a file beside it remembers what it was made from. */
  readonly file: string
  readonly consoleFile: string
  readonly onConsole?: ((line: ConsoleLine) => void) | undefined
}

const limits = {script: 1800, powerOff: 300} as const

/** Beside the disk: the firmware's variable store, in which the installation has entered itself. */
export const variablesOf = (disk: string) => `${disk}.variables`

/**
 * Makes a disk with a system on it that boots by itself, unless it is there already. The boot loader
 * is installed by its own programs, in the system itself: nothing else knows as well what belongs on
 * the disk and in the firmware's variables.
 */
export async function ensureInstalledDisk(
  session: Session,
  request: EnsureInstalledDisk,
): Promise<void> {
  const {installation, family, plan, root, host, file} = request
  const {firmware} = installation
  const scripts = installation.scripts.map(script =>
    script instanceof URL ? script : family.scripts[script],
  )
  const texts = await Promise.all(scripts.map(place => readFile(place, 'utf8')))
  const script = texts.join('\n')
  const inputs = {
    plan,
    script,
    firmware,
    root: await findImage(session.engine, root),
    toolbox: await findImage(session.engine, host.toolbox),
  }
  await makeOnce(file, {
    inputs,
    make: async name => {
      await using work = await openTemporaryFolder()
      const {path: folder} = work
      const {toolbox} = host
      const disk = join(dirname(file), name)
      await makeSystem(session, {...request, disk, folder})
      const overlay = await makeOverlay(session, {toolbox, folder, name: 'system.qcow2', disk})
      const variables = await makeVariables(session, {firmware, toolbox, folder, name: 'variables'})
      await runInSystem(script, {...request, folder, variables, disk: {file: disk, overlay}})
      await commitOverlay(session, {toolbox, disk, overlay})
      if (variables) await copyFile(variables, variablesOf(file))
    },
  })
}

/** The disk without a boot loader, and in the folder the system's own kernel and initramfs. */
async function makeSystem(
  session: Session,
  request: EnsureInstalledDisk & {readonly disk: string; readonly folder: string},
): Promise<void> {
  const {plan, root, family, host, disk, folder} = request
  const binds = {[dirname(disk)]: '/disks', [folder]: '/kernel'}
  await using workbench = await session.start(host.toolbox, {name: 'installed-disk', binds})
  const place = disk.replace(dirname(disk), '/disks')
  await makeDisk(session, {plan, root, workbench, disk: place, liveImage: ''})
  for (const [name, pattern] of Object.entries(family.bootFiles)) {
    await workbench.exec(['sh', '-c', `cp --dereference /source${pattern} /kernel/${name}`])
  }
}

async function runInSystem(
  script: string,
  request: EnsureInstalledDisk & {
    readonly folder: string
    readonly disk: {readonly file: string; readonly overlay: string}
    readonly variables: string | undefined
  },
): Promise<void> {
  const {installation, plan, folder, disk} = request
  const root = plan.partitions.find(({mount}) => mount === '/')
  await using machine = await Machine.boot({
    ...request,
    firmware: installation.firmware,
    disks: [disk],
    kernel: {
      file: join(folder, 'kernel'),
      initramfs: join(folder, 'initramfs'),
      arguments: [
        `root=UUID=${root?.uuid} rw ${harnessConsoles} panic=1 ${debugShell}`,
        // What it mounts has no file system before the script has run.
        ...installation.mounts.map(line => `systemd.mask=${mountUnit(line)}`),
      ].join(' '),
    },
  })
  await machine.succeed(script, startDeadline(limits.script, 'the boot loader'))
  await machine.powerOff(startDeadline(limits.powerOff, 'the installed system to power off'))
}

/** The unit that mounts a line of fstab, see systemd.mount(5). */
const mountUnit = (line: string) => `${line.split(' ')[1]?.slice(1).replaceAll('/', '-')}.mount`

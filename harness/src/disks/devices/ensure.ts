import {dirname, join} from 'node:path'
import type {Session} from '@livemode/container'
import {startDeadline} from '../../deadline.ts'
import type {MachineDisk} from '../../machine/disk-arguments.ts'
import type {Machine} from '../../machine/machine.ts'
import {openTemporaryFolder} from '../../temporary-folder.ts'
import {makeOnce} from '../made-once.ts'
import {commitOverlay, makeOverlay} from '../overlay.ts'
import {makePartitionTable} from '../partition-table.ts'
import {type DevicesPlan, renderScript} from './plan.ts'

/** A machine with a live system: what is needed of it to make devices. */
export type DevicesMachine = Pick<Machine, 'succeed' | 'powerOff'> & AsyncDisposable

interface EnsureDevices {
  readonly plan: DevicesPlan
  readonly toolbox: string
  /** The disk; a file beside it remembers what it was made from. */
  readonly file: string
  /** Boots a live system, with the given disk as its second. */
  readonly boot: (disk: MachineDisk) => Promise<DevicesMachine>
}

const limits = {script: 900, powerOff: 300} as const

/**
 * Makes a disk by a script in a virtual machine, unless it is there already: LVM, RAID and LUKS need a
 * kernel, and no container has the rights for it. What it is made from does not have the live system
 * in it, so that another one does not make another disk.
 */
export async function ensureDevices(session: Session, request: EnsureDevices): Promise<void> {
  const {plan, toolbox, file, boot} = request
  const folder = dirname(file)
  await makeOnce(file, {
    inputs: plan,
    make: async name => {
      await using writes = await openTemporaryFolder()
      const disk = join(folder, name)
      await makeEmptyDisk(session, {plan, toolbox, folder, name})
      const overlay = await makeOverlay(session, {
        toolbox,
        folder: writes.path,
        name: 'devices.qcow2',
        disk,
      })
      await using machine = await boot({file: disk, overlay})
      await machine.succeed(renderScript(plan), startDeadline(limits.script, 'the devices'))
      await machine.powerOff(startDeadline(limits.powerOff, 'the live system to power off'))
      await commitOverlay(session, {toolbox, disk, overlay})
    },
  })
}

async function makeEmptyDisk(
  session: Session,
  request: Pick<EnsureDevices, 'plan' | 'toolbox'> & {
    readonly folder: string
    readonly name: string
  },
): Promise<void> {
  const {plan, toolbox, folder, name} = request
  const binds = {[folder]: '/disks'}
  await using workbench = await session.start(toolbox, {name: 'devices', binds})
  const entries = plan.partitionMebibytes.map(mebibytes => ({mebibytes}))
  await makePartitionTable(workbench, {disk: `/disks/${name}`, entries})
}

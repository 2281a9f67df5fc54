import {join} from 'node:path'
import type {DevicesMachine} from '../disks/devices/ensure.ts'
import {type FurtherDiskId, furtherDisks} from '../disks/further.ts'
import type {MachineDisk} from '../machine/disk-arguments.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import {bootMachine, openWrites} from './boot-machine.ts'
import type {Prepared, PreparedDisk, RunContext} from './context.ts'

/**
 * Makes the disks that a source machine has besides that of its system, where they are not there yet, in the live system that
 * `prepareWorkshop` gives.
 */
export async function prepareFurtherDisks(
  context: RunContext,
  {
    source,
    toolbox,
    prepareWorkshop,
  }: {
    readonly source: SourceMachine
    readonly toolbox: string
    readonly prepareWorkshop: () => Promise<Prepared>
  },
): Promise<readonly PreparedDisk[]> {
  const disks: PreparedDisk[] = []
  for (const id of source.furtherDisks ?? []) {
    const file = join(context.cache, 'disks', `${source.hostname}-${id}.raw`)
    const {ensure, wiring} = furtherDisks[id]
    const boot = async (disk: MachineDisk) =>
      bootWorkshop(context, {prepared: await prepareWorkshop(), disk, id})
    await context.progress.step(`Disk ${id}`, () =>
      ensure(context.session, {toolbox, file, hostname: source.hostname, boot}),
    )
    disks.push({file, ...wiring})
  }
  return disks
}

/** Boots a live system with an empty disk as its second one. */
async function bootWorkshop(
  context: RunContext,
  {
    prepared,
    disk,
    id,
  }: {readonly prepared: Prepared; readonly disk: MachineDisk; readonly id: FurtherDiskId},
): Promise<DevicesMachine> {
  await using stack = new AsyncDisposableStack()
  const writes = stack.use(await openWrites(context.session, prepared))
  const machine = stack.use(
    await bootMachine(prepared, {
      name: `disk-${id}`,
      kernelArguments: `${prepared.liveArguments} upgrade.autostart=0`,
      system: prepared.known.manifest.target.prettyName,
      writes: {...writes, disks: [...writes.disks, disk]},
    }),
  )
  const owned = stack.move()
  return {
    succeed: (command, deadline) => machine.succeed(command, deadline),
    powerOff: deadline => machine.powerOff(deadline),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

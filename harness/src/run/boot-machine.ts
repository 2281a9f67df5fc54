import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {artifactNames} from '@livemode/image'
import {makeOverlay} from '../disks/ensure.ts'
import {harnessArguments} from '../machine/kernel-arguments.ts'
import {Machine} from '../machine/machine.ts'
import {places} from '../machine/qemu-arguments.ts'
import {openTemporaryFolder} from '../temporary-folder.ts'
import type {Prepared} from './context.ts'

/** What machines write onto the disk of a scenario; gone at the end of the scope. */
export interface Writes extends AsyncDisposable {
  readonly file: string
}

/** An empty layer over the scenario's disk. Machines that are given the same one see each other's writes. */
export async function openWrites(session: Session, prepared: Prepared): Promise<Writes> {
  const {disk, host} = prepared
  await using stack = new AsyncDisposableStack()
  const {path: folder} = stack.use(await openTemporaryFolder())
  const overlay = {toolbox: host.toolbox, folder, name: 'overlay.qcow2', base: places.disk, disk}
  const file = await makeOverlay(session, overlay)
  const owned = stack.move()
  return {file, [Symbol.asyncDispose]: () => owned.disposeAsync()}
}

/** Boots the scenario's kernel and initramfs, with its disk. */
export function bootMachine(
  prepared: Prepared,
  boot: {
    /** Names the console's file. */
    readonly name: string
    readonly kernelArguments: string
    readonly writes: Writes
    /** The PRETTY_NAME of the system that must come up. */
    readonly system: string
  },
): Promise<Machine> {
  const {host, artifacts, disk, scenario, out, onConsole} = prepared
  const {memoryMebibytes} = scenario
  return Machine.boot({
    host,
    memoryMebibytes,
    kernel: join(artifacts, artifactNames.kernel),
    initramfs: join(artifacts, artifactNames.initramfs),
    kernelArguments: `${boot.kernelArguments} ${harnessArguments}`,
    disk: {file: disk, overlay: boot.writes.file},
    consoleFile: join(out, `${boot.name}.console.txt`),
    system: boot.system,
    onConsole,
  })
}

import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {baseName, diskPlaces} from '../machine/disk-arguments.ts'

/** Makes an empty copy-on-write layer over a disk: what a machine writes goes there. Gives its file. */
export async function makeOverlay(
  session: Session,
  request: {
    readonly toolbox: string
    readonly folder: string
    readonly name: string
    /** The disk below. */
    readonly disk: string
  },
): Promise<string> {
  const {toolbox, folder, name, disk} = request
  const {size} = await stat(disk)
  await using workbench = await session.start(toolbox, {
    name: 'overlay',
    binds: {[folder]: '/overlays'},
  })
  // -u: the disk is not looked for now; it lies beside the layer only in the machine.
  const layer = ['-u', '-b', baseName, '-F', 'raw', `/overlays/${name}`, `${size}`]
  await workbench.exec(['qemu-img', 'create', '-q', '-f', 'qcow2', ...layer])
  return join(folder, name)
}

/** Writes what is in a layer to the disk below it. */
export async function commitOverlay(
  session: Session,
  {toolbox, disk, overlay}: {toolbox: string; disk: string; overlay: string},
): Promise<void> {
  const places = diskPlaces(0)
  const binds = {[disk]: places.file, [overlay]: places.overlay}
  await using workbench = await session.start(toolbox, {name: 'overlay', binds})
  await workbench.exec(['qemu-img', 'commit', '-q', '-f', 'qcow2', places.overlay])
}

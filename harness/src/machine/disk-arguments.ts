/** A disk of a machine: a raw file, which stays as it is, and the layer over it. */
export interface MachineDisk extends DiskWiring {
  readonly file: string
  /** Made by `makeOverlay`; takes what the machine writes. */
  readonly overlay: string
}

/** How a machine sees a disk. */
export interface DiskWiring {
  /** What the guest finds as the disk's serial number. */
  readonly serial?: string
  /** With two paths the disk is there twice, as two SCSI disks of one name: multipath makes one of them. */
  readonly paths?: 1 | 2
}

/** Where the files of a disk are inside QEMU's container. */
export const diskPlaces = (index: number) => ({
  file: `/disks/${index}/${baseName}`,
  overlay: `/disks/${index}/${overlayName}`,
})

/**
 * A layer names the disk below it by a name without a folder, which is looked up beside the layer:
 * one layer can be the first disk of one machine and the second of the next.
 */
export const baseName = 'disk.raw'
export const overlayName = 'overlay.qcow2'

/** The files of the disks that QEMU sees: `{'/on/the/host': '/in/the/container'}`. */
export function bindDisks(disks: readonly MachineDisk[]): Record<string, string> {
  const binds = disks.flatMap(({file, overlay}, index) => {
    const places = diskPlaces(index)
    return [
      [file, places.file],
      [overlay, places.overlay],
    ]
  })
  return Object.fromEntries(binds)
}

export function renderDisk(disk: DiskWiring, index: number): string[] {
  const name = `disk${index}`
  const serial = disk.serial === undefined ? '' : `,serial=${disk.serial}`
  const block = [
    `driver=qcow2,node-name=${name},file.driver=file,file.filename=${diskPlaces(index).overlay}`,
    // The host does not crash with the guest: what was written is safe without being flushed.
    'cache.no-flush=on,discard=unmap,file.discard=unmap',
  ].join(',')
  const device =
    disk.paths === 2
      ? ['a', 'b'].flatMap(path =>
          renderPath({name, path, serial: serial || `,serial=${name}`, index}),
        )
      : ['-device', `virtio-blk-pci,drive=${name}${serial}`]
  return ['-blockdev', block, ...device]
}

/** The name by which a disk with two paths is known on both. */
export const worldWideName = (index: number) =>
  `5000c500000000${(index + 1).toString(16).padStart(2, '0')}`

/** Each path has an adapter of its own, as the paths of a storage network have. */
function renderPath({
  name,
  path,
  serial,
  index,
}: {
  readonly name: string
  readonly path: string
  readonly serial: string
  readonly index: number
}): string[] {
  const adapter = `${name}${path}`
  const wwn = `0x${worldWideName(index)}`
  return [
    ...['-device', `virtio-scsi-pci,id=${adapter}`],
    ...['-device', `scsi-hd,bus=${adapter}.0,drive=${name}${serial},wwn=${wwn},share-rw=on`],
  ]
}

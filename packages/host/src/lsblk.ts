import {basename} from 'node:path'
import {z} from 'zod'
import {parseJson} from './json.ts'
import type {Device, Mount} from './mount.ts'

/** The columns that `parseLsblk` needs. PATH is not one of them: lsblk of RHEL 8 does not have it. */
export const lsblkColumns = 'NAME,TYPE,UUID'

/** A block device with all that lies below it. */
interface BlockDevice {
  readonly uuid: string | null
  readonly devices: readonly Device[]
}

interface Row {
  readonly name: string
  readonly type: string
  readonly uuid: string | null
  readonly children: readonly Row[]
}

const rowSchema: z.ZodType<Row> = z.object({
  name: z.string(),
  type: z.string(),
  uuid: z.string().nullable(),
  get children() {
    return z.array(rowSchema).default([])
  },
})

const lsblkSchema = z.object({blockdevices: z.array(rowSchema)})

/**
 * Parses what `lsblk --json --inverse --paths` prints with these columns, see lsblk(8).
 *
 * Gives the device stacks by the path of their top. Throws `HOST_INVALID` when it is something else.
 */
export function parseLsblk(text: string): ReadonlyMap<string, BlockDevice> {
  const {blockdevices} = parseJson(text, {file: 'lsblk', schema: lsblkSchema})
  const rows = blockdevices.flatMap(flatten)
  return new Map(
    rows.map(row => [row.name, {uuid: row.uuid, devices: distinct(flatten(row)).map(deviceOf)}]),
  )
}

/** Adds to each mount the stack of its device, and the UUID where findmnt did not know it. */
export function addDevices(
  mounts: readonly Mount[],
  blockDevices: ReadonlyMap<string, BlockDevice>,
): readonly Mount[] {
  return mounts.map(mount => {
    const device = blockDevices.get(mount.source)
    return {
      ...mount,
      uuid: mount.uuid ?? device?.uuid ?? null,
      devices: device?.devices ?? [],
      children: addDevices(mount.children, blockDevices),
    }
  })
}

const flatten = (row: Row): readonly Row[] => [row, ...row.children.flatMap(flatten)]

/** Below a RAID on two partitions of one disk, that disk comes twice. */
const distinct = (rows: readonly Row[]) => [...new Map(rows.map(row => [row.name, row])).values()]

const deviceOf = ({name, type}: Row): Device => ({name: basename(name), type})

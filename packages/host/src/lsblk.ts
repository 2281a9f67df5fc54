import {basename} from 'node:path'
import {z} from 'zod'
import {parseJson} from './json.ts'
import type {Device, Mount} from './mount.ts'

/** The columns that `parseLsblk` needs. PATH is not one of them: lsblk of RHEL 8 does not have it. */
export const lsblkColumns = 'NAME,KNAME,TYPE,TRAN,UUID'

/** A block device with all that lies below it. */
export interface BlockDevice {
  readonly uuid: string | null
  readonly devices: readonly Device[]
}

interface Row {
  readonly name: string
  /** The kernel's own name for it, `/dev/dm-0`. */
  readonly kname?: string | undefined
  readonly type: string
  readonly tran?: string | null | undefined
  readonly uuid: string | null
  readonly children: readonly Row[]
}

const rowSchema: z.ZodType<Row> = z.object({
  name: z.string(),
  kname: z.string().optional(),
  type: z.string(),
  tran: z.string().nullish(),
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
    rows.flatMap(row => {
      const device = {uuid: row.uuid, devices: distinct(flatten(row)).map(deviceOf)}
      return [row.kname ?? row.name, row.name].map(name => [name, device] as const)
    }),
  )
}

/** What is known of the block devices of a machine, by their paths. */
export interface DeviceKnowledge {
  readonly stacks: ReadonlyMap<string, BlockDevice>
  /** UUIDs that blkid found; lsblk has only those that udev knows. */
  readonly uuids?: ReadonlyMap<string, string>
}

/** Adds to each mount the stack of its device, and the UUID where findmnt did not know it. */
export function addDevices(mounts: readonly Mount[], knowledge: DeviceKnowledge): readonly Mount[] {
  const {stacks, uuids} = knowledge
  return mounts.map(mount => {
    const device = stacks.get(mount.source)
    const uuid = mount.uuid ?? device?.uuid ?? uuids?.get(mount.source) ?? null
    return {
      ...mount,
      uuid,
      devices: mount.fstype === 'btrfs' ? devicesOfAll(uuid, stacks) : (device?.devices ?? []),
      children: addDevices(mount.children, knowledge),
    }
  })
}

/** A btrfs may lie on several devices, of which a mount names one; all have its UUID. */
function devicesOfAll(uuid: string | null, stacks: DeviceKnowledge['stacks']): readonly Device[] {
  const members = [...new Set(stacks.values())].filter(device => device.uuid === uuid)
  const all = members.flatMap(({devices}) => devices)
  return [...new Map(all.map(device => [device.name, device])).values()]
}

const flatten = (row: Row): readonly Row[] => [row, ...row.children.flatMap(flatten)]

/** Below a RAID on two partitions of one disk, that disk comes twice. */
const distinct = (rows: readonly Row[]) => [...new Map(rows.map(row => [row.name, row])).values()]

function deviceOf({name, type, tran, children: [below]}: Row): Device {
  const container = type === 'crypt' ? below?.uuid : undefined
  return {
    name: basename(name),
    type,
    ...(tran ? {transport: tran} : {}),
    ...(container ? {container} : {}),
  }
}

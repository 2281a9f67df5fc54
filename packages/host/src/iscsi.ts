import {existsSync, realpathSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {IscsiPortal, IscsiSession} from './iscsi-session.ts'
import type {Device, Mount} from './mount.ts'
import {namesIn, textOf} from './small-files.ts'

/** Where open-iscsi has its records: since 2.1.10, and before. */
export const iscsiDatabases = ['/var/lib/iscsi', '/etc/iscsi'] as const

/** Where open-iscsi has the name by which a target knows the machine. */
export const iscsiInitiatorName = '/etc/iscsi/initiatorname.iscsi'

/** How lsblk(8) says that a disk is reached by iSCSI. */
export const iscsiTransport = 'iscsi'

/** Adds to each disk that is reached by iSCSI the session by which the machine with its files below `root` does so. */
export function addIscsiSessions(mounts: readonly Mount[], root = '/'): readonly Mount[] {
  return mounts.map(mount => ({
    ...mount,
    devices: mount.devices.map(device => addSession(device, root)),
    children: addIscsiSessions(mount.children, root),
  }))
}

function addSession(device: Device, root: string): Device {
  const iscsi = device.transport === iscsiTransport ? readSession(device.name, root) : undefined
  return iscsi ? {...device, iscsi} : device
}

/** The session of a disk, as the kernel shows it; undefined where it does not. */
function readSession(disk: string, root: string): IscsiSession | undefined {
  const [, host = '', number = ''] =
    /\/(host\d+)\/session(\d+)\//.exec(placeOf(join(root, '/sys/class/block', disk))) ?? []
  const read = (path: string) => textOf(join(root, '/sys/class', path))
  const target = read(`iscsi_session/session${number}/targetname`)
  const address = read(`iscsi_connection/connection${number}:0/persistent_address`)
  const port = Number(read(`iscsi_connection/connection${number}:0/persistent_port`))
  const driver = read(`scsi_host/${host}/proc_name`)
  if (!target || !address || !driver || !(port > 0)) return undefined
  const [record] = readIscsiRecords({target, address, port}, root)
  return {target, address, port, driver, record: record ? factsOf(record.text) : null}
}

/** One of the files in which open-iscsi says how a target is reached: one for each interface. */
export interface IscsiRecord {
  /** Its path below the folder of the records. */
  readonly path: string
  readonly text: string
}

/** Reads the records of a target at one place, with their passwords; none where there are none, or nobody may read them. */
export function readIscsiRecords(
  {target, address, port}: IscsiPortal,
  root = '/',
): readonly IscsiRecord[] {
  for (const database of iscsiDatabases) {
    const folder = join(root, database, 'nodes', target)
    // Behind it stands the number of the target's portal group, unless it was made without one.
    const place = `${address},${port}`
    const names = namesIn(folder).filter(name => name === place || name.startsWith(`${place},`))
    const records = names.flatMap(name => readPlace(folder, name))
    if (records.length > 0) {
      return records.map(({path, text}) => ({path: `${target}/${path}`, text}))
    }
  }
  return []
}

/** A place that was made without its portal group is a file. */
function readPlace(folder: string, name: string): readonly IscsiRecord[] {
  const place = join(folder, name)
  const paths = statSync(place).isDirectory() ? namesIn(place).map(one => `${name}/${one}`) : [name]
  return paths.flatMap(path => {
    const text = textOf(join(folder, path))
    return text === undefined ? [] : [{path, text}]
  })
}

/** What is said of a record to whoever may not read it. */
const factsOf = (text: string) => ({
  startup: settingOf(text, 'node.startup') ?? 'manual',
  hasPassword: /^node\.session\.auth\.password(?:_in)? = ./m.test(text),
})

const settingOf = (text: string, name: string) =>
  text
    .split('\n')
    .find(line => line.startsWith(`${name} = `))
    ?.slice(name.length + 3)
    .trim()

const placeOf = (path: string) => (existsSync(path) ? realpathSync(path) : '')

import {existsSync} from 'node:fs'
import {realpath, statfs} from 'node:fs/promises'
import {machine, totalmem} from 'node:os'
import {dirname, join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {parseBlkid} from './blkid.ts'
import {readDrivers} from './drivers.ts'
import {readEnterpriseLinux} from './enterprise-linux/read.ts'
import {findmntColumns, parseFindmnt} from './findmnt.ts'
import {readGrubMenus} from './grub-menu.ts'
import type {Host} from './host.ts'
import {addIscsiSessions} from './iscsi.ts'
import {readKexec} from './kexec.ts'
import {readLeappState} from './leapp/state.ts'
import {findGrubConfigurations, readBootFolder, readFirmware, readLoader} from './loader.ts'
import {assertAbsolute} from './location.ts'
import {addDevices, lsblkColumns, parseLsblk} from './lsblk.ts'
import {readLuksTokens} from './luks-tokens.ts'
import {readLvmConfiguration} from './lvm.ts'
import type {Mount} from './mount.ts'
import {flattenMounts} from './mount-tree.ts'
import {parseMountinfo} from './mountinfo.ts'
import {readInterfaces} from './network-interfaces.ts'
import {parseOsRelease} from './os-release.ts'
import {type Asking, readAnswer, readProgram} from './program.ts'
import {readWholeFile} from './regular-file.ts'
import {redactHost} from './secrets.ts'
import {readSelinuxState} from './selinux.ts'
import {textOf} from './small-files.ts'
import {readStaticAddresses} from './static-addresses.ts'
import {readX86Level} from './x86-level.ts'

/** The places whose free space matters on every machine. */
const spacePaths = ['/', '/boot', '/var/cache', '/var/lib/leapp']

/** Those that matter where they are file systems of their own. */
const mountedSpacePaths = ['/usr', '/boot/efi', '/efi']

/** GRUB's environment, which is a link to the EFI system partition on some machines. */
const loaderPaths = ['/boot/grub/grubenv', '/boot/grub2/grubenv']

/**
 * Reads the machine it runs on. `paths` are places beyond the usual ones that will be asked about,
 * e.g. where the image goes: symlinks are followed and free space is read for them too. Nothing in
 * the result is secret, unless that is asked for.
 *
 * Throws `HOST_UNREADABLE` when a program is missing or does not answer, or something cannot be read.
 */
export async function readHost(
  options: {
    readonly paths?: readonly string[]
    readonly keepsSecrets?: boolean
  } & Partial<Asking> = {},
): Promise<Host> {
  const {paths = [], keepsSecrets = false, environment = process.env, ...limits} = options
  const asking = {environment, ...limits}
  paths.forEach(assertAbsolute)
  const mounts = await readMounts(asking)
  const targets = flattenMounts(mounts).map(({target}) => target)
  const mounted = mountedSpacePaths.filter(path => targets.includes(path))
  const asked = [...new Set([...spacePaths, ...mounted, ...paths])]
  const firmware = readFirmware()
  const lvm = await readLvmConfiguration()
  const {id, idLike, versionId} = parseOsRelease(
    await readFirst(['/etc/os-release', '/usr/lib/os-release']),
  )
  const host: Host = {
    os: {id, idLike: [...idLike], versionId},
    architecture: machine(),
    ...definedOf({x86Level: readX86Level(), selinux: readSelinuxState(), leapp: readLeappState()}),
    kernelCmdline: (await readFirst(['/proc/cmdline'])).trim(),
    fips: textOf('/proc/sys/crypto/fips_enabled') === '1',
    // A machine whose partitions are found by their type has no fstab.
    fstab: existsSync('/etc/fstab') ? await readFirst(['/etc/fstab']) : '',
    ...(existsSync('/etc/crypttab') ? {crypttab: await readFirst(['/etc/crypttab'])} : {}),
    ...(lvm ? {lvm: {...lvm, restrictedBy: [...lvm.restrictedBy]}} : {}),
    mounts: [...mounts],
    ...(await readLuksTokens(mounts, asking)),
    ...(await readDefaultSubvolumes(mounts, asking)),
    firmware,
    loader: readLoader(),
    kexec: readKexec(),
    ...(await bootFolderOf(asking)),
    ...(await hybridConfigurations(firmware)),
    grubMenus: [...(await readGrubMenus(await findGrubConfigurations()))],
    memoryBytes: totalmem(),
    interfaces: readInterfaces(),
    drivers: readDrivers(),
    staticAddresses: [...(await readStaticAddresses())],
    ...definedOf(await readEnterpriseLinux(asking)),
    space: Object.fromEntries(await Promise.all(asked.map(readSpace))),
    resolvedPaths: Object.fromEntries(
      (await Promise.all([...asked, ...loaderPaths].map(readResolved))).flat(),
    ),
  }
  return keepsSecrets ? host : redactHost(host)
}

/** Only root may ask, and where there is no btrfs nobody needs to. */
async function readDefaultSubvolumes(mounts: readonly Mount[], asking: Asking) {
  const targets = new Map(
    flattenMounts(mounts).flatMap(({fstype, uuid, target}) =>
      fstype === 'btrfs' && uuid !== null ? [[uuid, target] as const] : [],
    ),
  )
  const found: [string, string][] = []
  for (const [uuid, target] of targets) {
    const answer = await readAnswer(['btrfs', 'subvolume', 'get-default', target], asking)
    const path = parseDefaultSubvolume(answer ?? '')
    if (path !== undefined) found.push([uuid, path])
  }
  return targets.size === 0 ? {} : {defaultSubvolumes: Object.fromEntries(found)}
}

/** Parses what `btrfs subvolume get-default` prints; undefined where it is no answer. */
export function parseDefaultSubvolume(text: string): string | undefined {
  if (/^ID 5 \(FS_TREE\)$/m.test(text)) return '/'
  const [, path] = /^ID \d+ gen \d+ top level \d+ path (.+)$/m.exec(text) ?? []
  return path === undefined ? undefined : join('/', path)
}

/** What is known; a description has nothing else. */
const definedOf = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>
  }

async function bootFolderOf(asking: Asking) {
  const bootFolder = await readBootFolder(asking)
  return bootFolder === undefined ? {} : {bootFolder}
}

/** Only where BIOS has started a machine that UEFI could start too does it matter which one is meant. */
async function hybridConfigurations(firmware: Host['firmware']) {
  const found = firmware === 'bios' ? await findGrubConfigurations() : []
  return found.length < 2 ? {} : {grubConfigurations: found}
}

async function readMounts(asking: Asking) {
  const lsblk = await readProgram(
    ['lsblk', '--json', '--inverse', '--paths', '--output', lsblkColumns],
    asking,
  )
  const mounts = addDevices(await readMountTree(asking), {
    stacks: parseLsblk(lsblk),
    uuids: await readUuids(asking),
  })
  return addIscsiSessions(mounts)
}

/** As findmnt shows them, or as the kernel does where there is no findmnt. */
async function readMountTree(asking: Asking) {
  try {
    return parseFindmnt(
      await readProgram(['findmnt', '--json', '--output', findmntColumns], asking),
    )
  } catch (error) {
    const {code} = ((error as Error).cause ?? {}) as {code?: unknown}
    if (!(error instanceof LivemodeError) || code !== 'ENOENT') throw error
    return parseMountinfo(await readFirst([mountinfo]), {file: mountinfo})
  }
}

const mountinfo = '/proc/self/mountinfo'

/** blkid looks at the devices themselves, which only root may; without it there is one source less. */
async function readUuids(asking: Asking) {
  try {
    return parseBlkid(await readProgram(['blkid', '--output', 'export'], asking))
  } catch {
    return new Map<string, string>()
  }
}

/** Reads the first of several files that is there. */
async function readFirst(files: readonly string[]): Promise<string> {
  const file = files.find(existsSync) ?? files[0] ?? ''
  try {
    const content = await readWholeFile(file)
    if (content !== undefined) return content.toString('utf8')
  } catch (error) {
    throw new LivemodeError('HOST_UNREADABLE', (error as Error).message, {cause: error})
  }
  throw new LivemodeError('HOST_UNREADABLE', `${file} cannot be read: there is no such file`)
}

async function readSpace(path: string): Promise<[string, {available: number}]> {
  const {bavail, bsize} = await statfs(nearest(path))
  return [path, {available: bavail * bsize}]
}

/** The path with its symlinks followed, if that is another path. */
async function readResolved(path: string): Promise<[string, string][]> {
  const present = nearest(path)
  const resolved = join(await realpath(present), path.slice(present.length))
  return resolved === path ? [] : [[path, resolved]]
}

/** The path itself, or the nearest folder above it that is there. */
const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)))

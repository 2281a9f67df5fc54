import {LivemodeError} from '@livemode/config'
import {describeImage, type Session} from '@livemode/container'
import {type OsRelease, parseOsRelease} from '@livemode/host'
import {familyOf, ownSourcesOf, type TargetSources} from './families/index.ts'
import {ensureInstalled} from './install.ts'
import type {Log} from './log.ts'
import {type Access, directAccess} from './package-sources/package-sources.ts'
import type {Requirements} from './requirements.ts'
import type {Target} from './targets/target.ts'
import type {ToolboxSources} from './toolbox.ts'

/** A target userspace that is there: a container image, and what is in it. */
export interface Userspace {
  /** The reference of the container image. */
  readonly image: string
  /** The id of that image, and of the base that it was made of. */
  readonly id: string
  readonly baseId: string
  /** When the base was made, see RFC 3339: the packages are those that the mirror had then, or later. */
  readonly made: string
  readonly osRelease: OsRelease
  readonly kernelVersion: string
  /** Where the kernel lies in the image. */
  readonly kernelPath: string
  readonly dracutVersion: string
  readonly systemdVersion: string
  /** The modules of its kernel for disks and networks, and what is built into it. */
  readonly drivers: readonly string[]
  /** `name version architecture` of every installed package. */
  readonly packages: readonly string[]
}

/** Makes the target userspace, layer by layer; layers that are there already are not made again. */
export async function buildUserspace(
  session: Session,
  {
    target,
    requirements,
    log,
    sources = ownSourcesOf(target),
    access = directAccess,
    toolbox = {},
    refresh = false,
  }: {
    target: Target
    requirements: Requirements
    log: Log
    /** Where its packages come from, and how to get there. */
    sources?: TargetSources
    access?: Access
    /** Where those of the toolbox come from, if a base has to be made in it. */
    toolbox?: ToolboxSources
    /** Makes every layer anew, the base first. */
    refresh?: boolean
  },
): Promise<Userspace> {
  const {packageManager: manager, ...family} = familyOf(target)
  const from = family.imageSources(target, sources, access)
  const base = await family.ensureBase(session, {
    target,
    sources,
    access,
    toolbox,
    log,
    refresh,
  })
  const common = await ensureInstalled(session, {
    from: base,
    layer: 'common',
    manager,
    packages: requirements.common,
    log,
    sources: from,
  })
  const {additional: packages} = requirements
  const image =
    packages.length === 0
      ? common
      : await ensureInstalled(session, {
          from: common,
          layer: 'userspace',
          manager,
          packages,
          log,
          sources: from,
        })
  return readUserspace(session, {image, base, target})
}

async function readUserspace(
  session: Session,
  {image, base, target}: {image: string; base: string; target: Target},
): Promise<Userspace> {
  const {packageManager: manager} = familyOf(target)
  await using container = await session.start(image, {name: 'userspace'})
  const print = async (argv: readonly string[]) => (await container.exec(argv)).stdout.trim()
  const [kernels, osRelease, dracutVersion, systemd, packages] = await Promise.all([
    print(manager.kernels),
    print(['cat', '/usr/lib/os-release']),
    // That of 059 says its version, and fails.
    print(['sh', '-c', 'dracut --version || true']),
    print(['systemctl', '--version']),
    print(manager.list),
  ])
  const kernelVersion = theKernel(kernels)
  const drivers = await print(['sh', '-euc', listDrivers, `/usr/lib/modules/${kernelVersion}`])
  const [found, foundBase] = await Promise.all(
    [image, base].map(one => describeImage(session.engine, one)),
  )
  if (found === undefined || foundBase === undefined) {
    throw new LivemodeError('ENGINE_FAILED', `the image ${image} has been removed meanwhile`)
  }
  return {
    image,
    id: found.id,
    baseId: foundBase.id,
    made: foundBase.made,
    osRelease: parseOsRelease(osRelease),
    kernelVersion,
    kernelPath: manager.kernelPath(kernelVersion),
    dracutVersion: dracutVersion.replace(/^dracut\s+/, ''),
    systemdVersion: /^systemd (\S+)/.exec(systemd)?.[1] ?? '',
    drivers: drivers.split('\n'),
    packages: packages.split('\n'),
  }
}

/** Without what else a kernel drives: it is not missed on the way to a system that boots. A name has no hyphen in it, as in /sys/module. */
const listDrivers = `cd "$0"
{
    cat modules.builtin
    for kind in ata block hv md message net nvme scsi virtio xen; do
        if [ -d "kernel/drivers/$kind" ]; then find "kernel/drivers/$kind" -name '*.ko*'; fi
    done
} | sed 's|.*/||; s/\\.ko.*//; y/-/_/' | sort -u`

/** The only one of these versions, a line each. Throws `IMAGE_BROKEN` where there is none, or more than one. */
function theKernel(lines: string): string {
  const [version, ...others] = lines.split('\n').filter(Boolean)
  if (version !== undefined && others.length === 0) return version
  const found = version === undefined ? 'none' : [version, ...others].join(' and ')
  throw new LivemodeError(
    'IMAGE_BROKEN',
    `the target userspace must hold one kernel, and has ${found}`,
    version === undefined
      ? {}
      : {hint: 'a package that was asked for brings another one: see additional_packages'},
  )
}

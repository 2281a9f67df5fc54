import {defaultConfig, LivemodeError} from '@livemode/config'
import {describeImage, type Session} from '@livemode/container'
import {type OsRelease, parseOsRelease} from '@livemode/host'
import {ensureBase} from './base.ts'
import type {Log} from './bootstrap.ts'
import {ensureInstalled} from './install.ts'
import {packageManagers} from './package-managers/index.ts'
import {type Access, directAccess} from './package-sources/package-sources.ts'
import {imageRepositories, planTargetSources, type TargetSources} from './package-sources/plan.ts'
import type {Requirements} from './requirements.ts'
import type {Target} from './targets/target.ts'

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
    sources = planTargetSources(target, {config: defaultConfig}),
    access = directAccess,
    refresh = false,
  }: {
    target: Target
    requirements: Requirements
    log: Log
    /** Where its packages come from, and how to get there. */
    sources?: TargetSources
    access?: Access
    /** Makes every layer anew, the base first. */
    refresh?: boolean
  },
): Promise<Userspace> {
  const manager = packageManagers[target.packageManager]
  const from = {repositories: imageRepositories(sources, target), access}
  const base = await ensureBase(session, {
    ...target.base,
    log,
    sources: from,
    identity: sources,
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
  const manager = packageManagers[target.packageManager]
  await using container = await session.start(image, {name: 'userspace'})
  const print = async (argv: readonly string[]) => (await container.exec(argv)).stdout.trim()
  const [kernelVersion, osRelease, dracutVersion, packages] = await Promise.all([
    print(['sh', '-c', 'cd /usr/lib/modules && ls || true']),
    print(['cat', '/usr/lib/os-release']),
    // That of 059 says its version, and fails.
    print(['sh', '-c', 'dracut --version || true']),
    print(manager.list),
  ])
  if (!/^\S+$/.test(kernelVersion)) {
    const message = `the target userspace must hold one kernel, but has ${JSON.stringify(kernelVersion)}`
    throw new LivemodeError('IMAGE_BROKEN', message)
  }
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
    packages: packages.split('\n'),
  }
}

import {LivemodeError} from '@livemode/config'
import type {Session} from '@livemode/container'
import {type OsRelease, parseOsRelease} from '@livemode/host'
import {ensureBase} from './base.ts'
import type {Log} from './bootstrap.ts'
import {ensureInstalled} from './install.ts'
import {packageManagers} from './package-managers/index.ts'
import type {Requirements} from './requirements.ts'
import type {Target} from './targets/target.ts'

/** A target userspace that is there: a container image, and what is in it. */
export interface Userspace {
  /** The reference of the container image. */
  readonly image: string
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
  {target, requirements, log}: {target: Target; requirements: Requirements; log: Log},
): Promise<Userspace> {
  const manager = packageManagers[target.packageManager]
  const base = await ensureBase(session, {
    suite: target.suite,
    packages: target.bootstrapPackages,
    registryImage: target.registryImage,
    log,
  })
  const common = await ensureInstalled(session, {
    from: base,
    layer: 'common',
    manager,
    packages: requirements.common,
    log,
  })
  const {additional: packages} = requirements
  const image =
    packages.length === 0
      ? common
      : await ensureInstalled(session, {from: common, layer: 'userspace', manager, packages, log})
  return readUserspace(session, {image, target})
}

async function readUserspace(
  session: Session,
  {image, target}: {image: string; target: Target},
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
  return {
    image,
    osRelease: parseOsRelease(osRelease),
    kernelVersion,
    kernelPath: manager.kernelPath(kernelVersion),
    dracutVersion: dracutVersion.replace(/^dracut\s+/, ''),
    packages: packages.split('\n'),
  }
}

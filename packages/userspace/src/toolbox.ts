import {defaultConfig} from '@livemode/config'
import type {Session} from '@livemode/container'
import {ensureBase} from './base.ts'
import type {Log} from './bootstrap.ts'
import {ensureInstalled} from './install.ts'
import {packageManagers} from './package-managers/index.ts'
import {type Access, directAccess} from './package-sources/package-sources.ts'
import {imageRepositories, planTargetSources, type TargetSources} from './package-sources/plan.ts'
import {defaultTargetId, targets} from './targets/index.ts'
import type {Target} from './targets/target.ts'

/** What is needed to make, check and boot images, so that the machine itself needs a container engine only. */
const toolboxPackages = [
  'attr',
  'cryptsetup-bin',
  'e2fsprogs',
  'fdisk',
  'libcap2-bin',
  'mmdebstrap',
  'openssh-client',
  'ovmf',
  'qemu-system-x86',
  'qemu-utils',
  'shellcheck',
  'socat',
  'squashfs-tools',
  'swtpm',
  'tang',
  'tgt',
  'xfsprogs',
  'zstd',
]

/** The image of the toolbox. Gives its reference; made only once. */
export async function ensureToolbox(
  session: Session,
  {
    log,
    sources,
    access = directAccess,
  }: {
    log: Log
    /** Where the packages of its release come from; else the distribution's own. */
    sources?: TargetSources
    access?: Access
  },
): Promise<string> {
  const target: Target = targets[defaultTargetId]
  const identity = sources ?? planTargetSources(target, {config: defaultConfig})
  const shared = {
    log,
    sources: {repositories: imageRepositories(identity, target), access},
  }
  const from = await ensureBase(session, {...target.base, ...shared, identity})
  const manager = packageManagers.apt
  const packages = toolboxPackages
  return ensureInstalled(session, {from, layer: 'toolbox', manager, packages, ...shared})
}

/**
 * The image of a Debian root with these packages, made by mmdebstrap: a source system for the
 * virtual machines. Gives its reference; made only once.
 */
export async function ensureDebianRoot(
  session: Session,
  {suite, packages, log}: {suite: string; packages: readonly string[]; log: Log},
): Promise<string> {
  const toolbox = await ensureToolbox(session, {log})
  return ensureBase(session, {suite, packages, toolbox, log})
}

import {defaultConfig} from '@livemode/config'
import type {Session} from '@livemode/container'
import {ensureBase} from './families/debian/base.ts'
import {type DebianSources, imageSources, planDebianSources} from './families/debian/sources.ts'
import {ensureInstalled} from './install.ts'
import type {Log} from './log.ts'
import {apt} from './package-managers/apt.ts'
import {type Access, directAccess, type PackageSources} from './package-sources/package-sources.ts'
import {defaultTargetId, targets} from './targets/index.ts'
import type {DebianTarget} from './targets/target.ts'

/** What is needed to make, check and boot images, so that the machine itself needs a container engine only. */
const toolboxPackages = [
  'attr',
  'btrfs-progs',
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

/** Where the packages of the toolbox come from. */
export interface ToolboxSources {
  /** Those of its release; else the distribution's own. */
  readonly sources?: DebianSources
  readonly access?: Access
}

const release: DebianTarget = targets[defaultTargetId]

const withDefaults = ({
  sources = planDebianSources(release, {config: defaultConfig}),
  access = directAccess,
}: ToolboxSources): Required<ToolboxSources> => ({sources, access})

/** What is installed on top of the toolbox comes from there, too. */
export function toolboxImageSources(from: ToolboxSources): PackageSources {
  const {sources, access} = withDefaults(from)
  return imageSources(release, sources, access)
}

/** The image of the toolbox. Gives its reference; made only once. */
export async function ensureToolbox(
  session: Session,
  {log, ...from}: ToolboxSources & {log: Log},
): Promise<string> {
  const {sources: identity, access} = withDefaults(from)
  const shared = {log, sources: imageSources(release, identity, access)}
  const base = await ensureBase(session, {...release.base, ...shared, identity})
  const packages = toolboxPackages
  return ensureInstalled(session, {from: base, layer: 'toolbox', manager: apt, packages, ...shared})
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

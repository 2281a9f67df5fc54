import type {Config, Message, PlannedFile} from '@livemode/config'
import type {Host} from '@livemode/host'
import {
  layerReference,
  packageManagers,
  type Target,
  type UserspaceLayers,
} from '@livemode/userspace'
import {type LeftOut, madeAnew, planLeftOut} from './contents.ts'
import type {EngineId} from './engines/index.ts'
import {initramfsPath, kernelPath, planInitramfs} from './initramfs.ts'
import {hmacPathOf} from './kernel-hmac.ts'
import {access} from './parts/access.ts'
import {banner} from './parts/banner.ts'
import {consoles} from './parts/consoles.ts'
import {dracutModule} from './parts/dracut-module.ts'
import {type PlannedFstab, planFstab} from './parts/fstab.ts'
import {identity} from './parts/identity.ts'
import {journal} from './parts/journal.ts'
import {machineSettings, ownArrayNames} from './parts/machine-settings.ts'
import {network} from './parts/network.ts'
import {directory, file, maskedUnit, symlink} from './parts/part.ts'
import {upgrade} from './parts/upgrade.ts'
import {planSourceRoot} from './source-root.ts'
import {planSquashfs} from './squashfs.ts'

export interface ImageInput {
  readonly config: Config
  readonly host: Host
  readonly target: Target
  readonly layers: UserspaceLayers
  /** The text of the authorized_keys file that the configuration names. */
  readonly authorizedKeys: string | null
  readonly engine?: EngineId
}

/** Everything about the image that can be decided before anything is built. */
export interface ImagePlan {
  /** Identifies the image by what goes into it: the same inputs give the same id. */
  readonly buildId: string
  readonly sourceRoot: string
  readonly files: readonly PlannedFile[]
  readonly fstab: PlannedFstab
  readonly initramfs: {
    readonly argv: readonly string[]
    readonly layer: string
    /** Put into the userspace before dracut runs, which takes them along. */
    readonly files: readonly PlannedFile[]
  }
  readonly squashfs: {
    readonly argv: readonly string[]
    readonly layer: string
    readonly leftOut: LeftOut
  }
  readonly bootContent: Message<'BootContent'>
  readonly artifacts: Message<'LiveModeArtifacts'>
}

/** Plans the live image: its files, the commands that make it, and where its parts go. */
export function planImage(input: ImageInput): ImagePlan {
  const sourceRoot = planSourceRoot(input.config, input.host)
  const fstab = planFstab(input.host, sourceRoot)
  const files = planFiles(input, {sourceRoot, fstab})
  const initramfsArgv = planInitramfs()
  const initramfsFiles = [ownArrayNames, ...dracutModule()]
  const initramfsLayer = layerReference('initramfs', {
    from: input.layers.userspace,
    argv: initramfsArgv,
    files: initramfsFiles,
    kernelHmac: input.target.kernelHmac,
  })
  const squashfsArgv = planSquashfs()
  const leftOut = planLeftOut(packageManagers[input.target.packageManager].caches)
  const squashfsLayer = layerReference('squashfs', {
    from: input.layers.userspace,
    argv: squashfsArgv,
    leftOut,
    files: [...files, ...planNamedFiles(input, '')],
  })
  const buildId = squashfsLayer.slice(squashfsLayer.indexOf(':') + 1)
  return {
    buildId,
    sourceRoot,
    files: [...files, ...planNamedFiles(input, buildId)].toSorted(byPath),
    fstab,
    initramfs: {argv: initramfsArgv, layer: initramfsLayer, files: initramfsFiles},
    squashfs: {argv: squashfsArgv, layer: squashfsLayer, leftOut},
    bootContent: {
      kernel_path: kernelPath,
      initram_path: initramfsPath,
      kernel_hmac_path: input.target.kernelHmac ? hmacPathOf(kernelPath) : null,
    },
    artifacts: {squashfs_path: input.config.squashfs_fullpath},
  }
}

function planFiles(
  {config, host, target, authorizedKeys, engine = 'probe'}: ImageInput,
  {sourceRoot, fstab}: {sourceRoot: string; fstab: PlannedFstab},
): PlannedFile[] {
  return [
    ...upgrade(engine, host.kernelCmdline),
    ...consoles(),
    ...journal(),
    ...machineSettings(sourceRoot),
    ...access(config, {authorizedKeys, sshdUnit: target.sshdUnit}),
    ...network(config),
    ...target.maskedUnits.map(maskedUnit),
    ...madeAnew.map(name => directory(`/${name}`, '0755')),
    file('/etc/fstab', fstab.text),
    symlink('/sysroot', sourceRoot),
  ]
}

/** The files that say which image this is: its id is made from all files, these without it. */
const planNamedFiles = ({config, target}: ImageInput, buildId: string): PlannedFile[] => [
  ...identity(buildId),
  ...banner(config, {title: target.title, buildId}),
]

const byPath = (a: PlannedFile, b: PlannedFile) => (a.path < b.path ? -1 : 1)

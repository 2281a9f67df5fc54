import {
  type Config,
  type DeviceSupportId,
  directory,
  type Message,
  type PlannedFile,
} from '@livemode/config'
import {
  type EngineId,
  enginesFor,
  planInitramfsFiles,
  planLiveFiles,
  planNamingFiles,
} from '@livemode/live'
import {
  layerReference,
  packageManagers,
  type Target,
  type TargetId,
  type UserspaceLayers,
} from '@livemode/userspace'
import {type LeftOut, madeAnew, planLeftOut} from './contents.ts'
import {initramfsPath, kernelPath, planInitramfs, planRequiredModules} from './initramfs.ts'
import {hmacPathOf} from './kernel-hmac.ts'
import {runtimeReference} from './runtime.ts'
import {planSquashfs} from './squashfs.ts'
import {planVerity} from './verity.ts'

/** What an image is made from: a target, a configuration, and what runs in it. No machine. */
export interface ImageInput {
  readonly config: Config
  readonly target: Target
  readonly targetId: TargetId
  readonly layers: UserspaceLayers
  /** The text of the authorized_keys file that the configuration names. */
  readonly authorizedKeys: string | null
  /** The version of the Node that runs in the live system, `v24.0.0`. */
  readonly nodeVersion: string
}

/** Everything about the image that can be decided before anything is built. */
export interface ImagePlan {
  /** Identifies the image by what goes into it: the same inputs give the same id. */
  readonly buildId: string
  readonly files: readonly PlannedFile[]
  readonly engines: readonly EngineId[]
  readonly deviceSupport: readonly DeviceSupportId[]
  readonly initramfs: {
    readonly argv: readonly string[]
    /** The dracut modules that it must have. */
    readonly requiredModules: readonly string[]
    readonly layer: string
    /** Put into the userspace before dracut runs, which takes them along. */
    readonly files: readonly PlannedFile[]
  }
  /** The target userspace with the Node in it that runs in the live system. */
  readonly runtime: {readonly layer: string}
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
  const {config, target, targetId, layers, authorizedKeys, nodeVersion} = input
  const engines = enginesFor(target.packageManager)
  const live = {config, target: {...target, id: targetId}, engines, authorizedKeys}
  const files = [...planLiveFiles(live), ...madeAnew.map(name => directory(`/${name}`, '0755'))]
  const requiredModules = planRequiredModules(config, target)
  const initramfsArgv = planInitramfs(requiredModules)
  const initramfsFiles = planInitramfsFiles(live)
  const initramfsLayer = layerReference('initramfs', {
    from: layers.userspace,
    argv: initramfsArgv,
    files: initramfsFiles,
    kernelHmac: target.kernelHmac,
  })
  const runtimeLayer = runtimeReference(layers.userspace, nodeVersion)
  const squashfsArgv = planSquashfs()
  const leftOut = planLeftOut(packageManagers[target.packageManager].caches)
  const squashfsLayer = layerReference('squashfs', {
    from: runtimeLayer,
    argv: squashfsArgv,
    verity: planVerity(''),
    leftOut,
    files: [...files, ...planNamingFiles(live, '')],
  })
  const buildId = squashfsLayer.slice(squashfsLayer.indexOf(':') + 1)
  return {
    buildId,
    files: [...files, ...planNamingFiles(live, buildId)].toSorted(byPath),
    engines,
    deviceSupport: config.device_support,
    initramfs: {
      argv: initramfsArgv,
      requiredModules,
      layer: initramfsLayer,
      files: initramfsFiles,
    },
    runtime: {layer: runtimeLayer},
    squashfs: {argv: squashfsArgv, layer: squashfsLayer, leftOut},
    bootContent: {
      kernel_path: kernelPath,
      initram_path: initramfsPath,
      kernel_hmac_path: target.kernelHmac ? hmacPathOf(kernelPath) : null,
    },
    artifacts: {squashfs_path: config.squashfs_fullpath},
  }
}

const byPath = (a: PlannedFile, b: PlannedFile) => (a.path < b.path ? -1 : 1)

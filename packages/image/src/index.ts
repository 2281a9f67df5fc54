export {ArtifactFolder, ensureFolder} from './artifact-folder.ts'
export {ensureInitramfs} from './build-initramfs.ts'
export {buildSquashfs} from './build-squashfs.ts'
export {engines} from './engines/index.ts'
export {initramfsPath, kernelPath} from './initramfs.ts'
export {hmacPathOf} from './kernel-hmac.ts'
export {
  type ArtifactName,
  artifactNames,
  isIntact,
  type Manifest,
  manifestName,
  readManifest,
} from './manifest.ts'
export {liveFileSystems, type PlannedFstab, planFstab} from './parts/fstab.ts'
export {type ImageInput, type ImagePlan, planImage} from './plan.ts'
export {liveDevice, planSourceRoot} from './source-root.ts'
export {squashfsPath} from './squashfs.ts'

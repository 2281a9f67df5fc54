export {ArtifactFolder, ensureFolder} from './artifact-folder.ts'
export {ensureInitramfs} from './build-initramfs.ts'
export {buildSquashfs} from './build-squashfs.ts'
export {initramfsPath, kernelPath} from './initramfs.ts'
export {hmacPathOf, renderHmac} from './kernel-hmac.ts'
export {readKernelSignature} from './kernel-signature.ts'
export {
  type Artifact,
  type ArtifactName,
  artifactNames,
  isArtifact,
  isIntact,
  type Manifest,
  manifestName,
  parseManifest,
  readManifest,
  signatureName,
  writeManifest,
} from './manifest.ts'
export {type ImageInput, type ImagePlan, planImage} from './plan.ts'
export {ensureRuntime, type NodeRuntime} from './runtime.ts'
export {squashfsPath} from './squashfs.ts'

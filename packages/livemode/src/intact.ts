import {
  type ArtifactName,
  artifactNames,
  isIntact,
  type Manifest,
  readManifest,
} from '@livemode/image'
import type {BuildPlan} from './upgrade-plan.ts'

/** What of an earlier build can stay: made from the same inputs, and whole to the byte. */
export interface Intact {
  readonly manifest: Manifest | undefined
  readonly boot: boolean
  readonly image: boolean
}

export const nothingIntact: Intact = {manifest: undefined, boot: false, image: false}

/** Compares the artifacts in a folder with a plan. */
export async function findIntact(out: string, plan: BuildPlan): Promise<Intact> {
  const manifest = await readManifest(out)
  if (!manifest) return nothingIntact
  const areIntact = async (names: readonly ArtifactName[]) =>
    (await Promise.all(names.map(name => isIntact(out, {manifest, name})))).every(Boolean)
  const {layers} = manifest
  const {kernel, kernelHmac, initramfs, squashfs} = artifactNames
  const hasHmac = plan.image.bootContent.kernel_hmac_path !== null
  const bootFiles = [kernel, initramfs, ...(hasHmac ? [kernelHmac] : [])]
  return {
    manifest,
    boot: layers.initramfs === plan.image.initramfs.layer && (await areIntact(bootFiles)),
    image: layers.squashfs === plan.image.squashfs.layer && (await areIntact([squashfs])),
  }
}

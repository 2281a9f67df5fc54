import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {
  type ArtifactFolder,
  type ArtifactName,
  artifactNames,
  buildSquashfs,
  type ImagePlan,
  initramfsPath,
  kernelPath,
  type Manifest,
  squashfsPath,
} from '@livemode/image'
import type {ImageVerity} from '@livemode/live'

/** Size and sha256 of artifacts, by name; what has not been made yet is missing. */
export type Artifacts = Partial<Manifest['artifacts']>

/** Takes kernel, its HMAC where it has one, and initramfs out of the layer that holds them. */
export async function takeBootFiles(
  session: Session,
  {plan, folder}: {plan: ImagePlan; folder: ArtifactFolder},
): Promise<Artifacts> {
  await using container = await session.start(plan.initramfs.layer, {name: 'boot'})
  const {kernel, kernelHmac, initramfs} = artifactNames
  const from = plan.bootContent.kernel_hmac_path
  return {
    [kernel]: await take(container, {from: kernelPath, folder, name: kernel}),
    ...(from !== null && {[kernelHmac]: await take(container, {from, folder, name: kernelHmac})}),
    [initramfs]: await take(container, {from: initramfsPath, folder, name: initramfs}),
  }
}

/** Makes the live image in the toolbox's container and takes it out; `verity` is what it is checked by. */
export async function takeLiveImage(
  session: Session,
  {folder, ...request}: Parameters<typeof buildSquashfs>[1] & {folder: ArtifactFolder},
): Promise<{artifacts: Artifacts; verity: ImageVerity}> {
  const verity = await buildSquashfs(session, request)
  const {squashfs} = artifactNames
  const image = await take(request.toolbox, {from: squashfsPath, folder, name: squashfs})
  return {artifacts: {[squashfs]: image}, verity}
}

/**
 * Copies a file out of a container to become an artifact. Throws `NO_SPACE` before it is written
 * when it does not fit, and `IMAGE_BROKEN` when what arrived is not what the container holds.
 */
async function take(
  container: Container,
  {from, folder, name}: {from: string; folder: ArtifactFolder; name: ArtifactName},
) {
  const {stdout: size} = await container.exec(['stat', '--format=%s', from])
  const destination = await folder.add(name, Number(size))
  const [{stdout: sum}, copied] = await Promise.all([
    container.exec(['sha256sum', from]),
    container.copyFileTo(from, destination),
  ])
  if (sum.startsWith(copied.sha256)) return copied
  const message = `${join(folder.path, name)}: the copy is not what the container holds`
  throw new LivemodeError('IMAGE_BROKEN', message)
}

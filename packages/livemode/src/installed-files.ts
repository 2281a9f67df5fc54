import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {
  type BootFileNames,
  bootFileNames,
  earlierBootFileNames,
  type FixedNames,
  type InstalledFile,
  type WrittenFile,
} from '@livemode/bootentry'
import {type Config, file, LivemodeError, naming, type PlannedFile} from '@livemode/config'
import {
  type ArtifactName,
  artifactNames,
  hmacPathOf,
  isIntact,
  type Manifest,
  manifestName,
  renderHmac,
} from '@livemode/image'
import {type HostKey, padding, places, renderMachineArchive, sourcePlaces} from '@livemode/live'
import {frozenPlaces} from './freeze.ts'
import type {UpgradePlan} from './upgrade-plan.ts'

/** Gives the manifest of a build. Throws `USAGE` when there is none. */
export function assertBuilt(
  out: string,
  {manifest}: {readonly manifest: Manifest | undefined},
): Manifest {
  if (manifest) return manifest
  throw new LivemodeError('USAGE', `${join(out, manifestName)}: there is no manifest of a build`, {
    hint: 'run "livemode build", and name its folder with --out',
  })
}

/** Compares the artifacts in a folder with their manifest. Throws `IMAGE_BROKEN` for one that is not what it says. */
export async function assertArtifacts(
  out: string,
  {manifest, config}: {manifest: Manifest; config: Config},
): Promise<void> {
  for (const name of neededArtifacts(manifest, config)) {
    if (await isIntact(out, {manifest, name})) continue
    throw new LivemodeError('IMAGE_BROKEN', `${join(out, name)} is not what the manifest says`, {
      hint: 'run "livemode build" again, or copy the artifacts again',
    })
  }
}

/** The artifacts that an installation puts somewhere: an image that is booted from a URL is none of them. */
export function neededArtifacts(
  {artifacts}: Pick<Manifest, 'artifacts'>,
  {url_to_load_squashfs_from: url}: Pick<Config, 'url_to_load_squashfs_from'>,
): readonly ArtifactName[] {
  const {kernel, kernelHmac, initramfs, squashfs} = artifactNames
  const wanted = [kernel, kernelHmac, initramfs, ...(url === null ? [squashfs] : [])]
  return wanted.filter(name => artifacts[name] !== undefined)
}

/** What `install` puts on every machine, wherever the image goes. */
export const fixedNames: FixedNames = {
  bootFiles: [bootFileNames, earlierBootFileNames].map(namesOf),
  files: [...frozenPlaces, sourcePlaces.cmdline, sourcePlaces.installation],
}

function namesOf({kernel, initramfs}: BootFileNames): FixedNames['bootFiles'][number] {
  return [kernel, initramfs, hmacPathOf(kernel)]
}

/** Plans which artifact goes where, but for the HMAC of the kernel, see `readKernelHmac`. An image that is booted from a URL stays where it is. */
export function planInstalledFiles({
  out,
  manifest,
  plan,
  hostKey,
  iscsiLogins = [],
}: {
  out: string
  manifest: Pick<Manifest, 'artifacts'>
  plan: UpgradePlan
  /** What the sshd of the initramfs proves itself with; none: it has nothing to do on this machine. */
  hostKey?: HostKey | undefined
  /** What the initramfs logs in to iSCSI targets with. */
  iscsiLogins?: readonly PlannedFile[]
}): readonly InstalledFile[] {
  const {kernel, initramfs, squashfs} = artifactNames
  const destinations: readonly (readonly [ArtifactName, string])[] = [
    [kernel, plan.bootEntry.kernel],
    [initramfs, plan.bootEntry.initramfs],
    ...(plan.imageSource.kind === 'disk' ? ([[squashfs, plan.imageSource.path]] as const) : []),
  ]
  return destinations.flatMap(([name, to]) => {
    const artifact = manifest.artifacts[name]
    if (artifact === undefined) return []
    const installed = {from: join(out, name), to, ...artifact}
    if (name !== initramfs) return [installed]
    // The kernel reads it behind the initramfs, so that no boot loader has to know of it.
    const own = hostKey ? [file(places.initramfsHostKey, hostKey.pem, '0600')] : []
    const archive = renderMachineArchive(plan.machine.files, {
      initramfs: [...own, ...iscsiLogins],
    })
    return [{...installed, appended: Buffer.concat([padding(artifact.size), archive])}]
  })
}

/** Reads the HMAC of the kernel as it lies beside that here, with the name of that in it; nothing where the target's kernels have none. */
export async function readKernelHmac(
  out: string,
  {manifest, kernel}: {manifest: Pick<Manifest, 'artifacts'>; kernel: string},
): Promise<readonly WrittenFile[]> {
  const name = artifactNames.kernelHmac
  if (manifest.artifacts[name] === undefined) return []
  const place = join(out, name)
  const content = renderHmac(await naming(place, readFile(place, 'utf8')), kernel)
  return [{path: hmacPathOf(kernel), mode: 0o600, content}]
}

import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {naming} from '@livemode/config'
import {readWholeFile} from '@livemode/host'
import {z} from 'zod'
import type {ArtifactFolder} from './artifact-folder.ts'

/** The names of the artifacts in `--out`. */
export const artifactNames = {
  kernel: 'vmlinuz-upgrade.x86_64',
  /** Only where the target's kernels have one. */
  kernelHmac: '.vmlinuz-upgrade.x86_64.hmac',
  initramfs: 'initramfs-upgrade.x86_64.img',
  squashfs: 'live-upgrade.img',
} as const

export type ArtifactName = (typeof artifactNames)[keyof typeof artifactNames]

const artifact = z.object({size: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/)})

/** What an artifact is, to the byte. */
export type Artifact = Readonly<z.output<typeof artifact>>

const manifestSchema = z.object({
  buildId: z.string(),
  target: z.object({id: z.string(), prettyName: z.string()}),
  artifacts: z.strictObject({
    [artifactNames.kernel]: artifact,
    [artifactNames.kernelHmac]: artifact.optional(),
    [artifactNames.initramfs]: artifact,
    [artifactNames.squashfs]: artifact,
  }),
  /** The root of the hash tree behind the squashfs, and the place in the image where the tree begins, in bytes. */
  verity: z.object({rootHash: z.string().regex(/^[0-9a-f]{64}$/), hashOffset: z.int().positive()}),
  /** What each artifact was made from; another name means that it has to be made again. */
  layers: z.object({userspace: z.string(), initramfs: z.string(), squashfs: z.string()}),
  /** The userspace that all of it was made of: the ids of its image and of its base, and when that was made (RFC 3339). */
  userspace: z.object({id: z.string(), baseId: z.string(), made: z.iso.datetime({offset: true})}),
  /** The engines that the image carries. */
  engines: z.array(z.string()),
  /** What it was built with for devices, see the setting `device_support`; missing in those of older builds. */
  deviceSupport: z.array(z.string()).default([]),
  /** The modules of dracut's that its initramfs had to have; missing in those of older builds. */
  dracutModules: z.array(z.string()).default([]),
  /** The version of the Node that runs in the live system. */
  nodeVersion: z.string(),
  kernelVersion: z.string(),
  dracutVersion: z.string(),
  /** Missing in those of older builds. */
  systemdVersion: z.string().optional(),
  /** The modules of its kernel for disks and networks; missing in those of older builds. */
  drivers: z.array(z.string()).optional(),
  /** The programs that made it, by name. */
  tools: z.record(z.string(), z.string()),
  /** Seconds, by step. */
  timings: z.record(z.string(), z.number()),
  packages: z.array(z.string()),
})

/** What `manifest.json` says of the artifacts beside it. */
export type Manifest = z.output<typeof manifestSchema>

export const manifestName = 'manifest.json'

/** Its detached signature, where it has been signed. */
export const signatureName = 'manifest.json.asc'

/** Reads a manifest; undefined when it is none. */
export function parseManifest(content: Buffer): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(content.toString('utf8'))).data
  } catch {
    return undefined
  }
}

/** The manifest of a folder of artifacts; undefined when there is none, or none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const content = await readWholeFile(join(folder, manifestName))
    return content && parseManifest(content)
  } catch {
    return undefined
  }
}

/** Writes the manifest of a build beside its artifacts. */
export async function writeManifest(folder: ArtifactFolder, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`
  const place = await folder.add(manifestName, text.length)
  await naming(place, writeFile(place, text, {flush: true}))
}

/** Whether an artifact is, to the byte, what the manifest says. */
export async function isIntact(
  folder: string,
  {manifest, name}: {manifest: Manifest; name: ArtifactName},
): Promise<boolean> {
  const expected = manifest.artifacts[name]
  return expected !== undefined && (await isArtifact(join(folder, name), expected))
}

/** Whether a file is that artifact; not where there is none. Throws where it cannot be read. */
export async function isArtifact(path: string, expected: Artifact): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (found?.size !== expected.size) return false
  const hash = createHash('sha256')
  await naming(path, pipeline(createReadStream(path, {highWaterMark: 1 << 20}), hash))
  return hash.digest('hex') === expected.sha256
}

import {mkdir, open, rename, rm} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {LivemodeError, naming} from '@livemode/config'
import type {Container} from '@livemode/container'
import type {PackageSources} from '@livemode/userspace'
import {type Archive, isIntact, sizeOf} from './archive-files.ts'
import {downloadFailed, fetchRest, isFinal} from './fetch.ts'
import type {Origins} from './origins.ts'
import {packagesFolder} from './packages-folder.ts'

const tries = 3

/** What a package is called as long as it is not whole. */
const partOf = (path: string) => `${path}.part`

interface ArchiveDownload {
  readonly archive: Archive
  /** The folder of the artifacts. */
  readonly out: string
  readonly origins: Origins
  readonly sources: PackageSources
  /** Is told how many bytes more there are; less than none where some are fetched again. */
  readonly count: (bytes: number) => void
}

/**
 * Fetches one package from the first address that gives it, and goes on with what an earlier run has begun. Throws as
 * `downloadPackages` does, what the last address has failed with.
 */
export async function downloadArchive(
  container: Container,
  download: ArchiveDownload,
): Promise<void> {
  const {archive, out, origins} = download
  const path = join(packagesFolder(out), archive.path)
  await mkdir(dirname(path), {recursive: true})
  const bases = [...origins.of(archive.path).bases]
  for (let base = bases.shift(); base !== undefined; base = bases.shift()) {
    try {
      await downloadFrom(container, {...download, base, path})
      return
    } catch (error) {
      if (!(error instanceof LivemodeError) || bases.length === 0) throw error
      origins.demote(base, archive.path)
    }
  }
}

async function downloadFrom(
  container: Container,
  download: ArchiveDownload & {readonly base: string; readonly path: string},
): Promise<void> {
  const {archive, base, path, origins, count, sources} = download
  const {repository, certificates} = origins.of(archive.path)
  const uri = origins.uriAt(base, archive.path)
  const part = partOf(path)
  let counted = 0
  const countTo = (bytes: number) => {
    count(bytes - counted)
    counted = bytes
  }
  for (let left = tries - 1; ; left -= 1) {
    const begun = await begunBytes(part, archive)
    countTo(begun)
    const answer = await fetchRest(container, {uri, part, begun, countTo, sources, certificates})
    const size = (await sizeOf(part)) ?? 0
    if (answer.isDone && (await isIntact(part, archive))) break
    // What was whole and wrong, or cannot be gone on with, is begun from its start.
    const isUseless =
      size >= archive.bytes || answer.code >= 400 || (begun > 0 && answer.code === 200)
    if (isUseless) await rm(part, {force: true})
    if (left > 0 && !isFinal(answer)) continue
    countTo(0)
    throw downloadFailed(uri, {archive, size, answer, repository})
  }
  countTo(archive.bytes)
  {
    await using file = await open(part)
    await naming(part, file.sync())
  }
  await rename(part, path)
}

/** What an earlier run has left of a package, unless it is more than there is. */
async function begunBytes(part: string, {bytes}: Archive): Promise<number> {
  const size = (await sizeOf(part)) ?? 0
  if (size < bytes) return size
  await rm(part, {force: true})
  return 0
}

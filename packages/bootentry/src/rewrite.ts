import {chmod, chown, copyFile, realpath, rm, stat} from 'node:fs/promises'
import {
  checksumOf,
  isThere,
  keepDurably,
  removeDurably,
  renameDurably,
  syncPath,
} from './durable.ts'
import {keptFrom, nextTo} from './loaders/loader.ts'
import {type InstallationRecord, writeRecord} from './record.ts'

/**
 * Puts what a program has written beside a file of the loader's in its place. The old one stays as it
 * is, under another name: its blocks are not given to other files, so that a loader that does not read
 * the journal of the file system finds either whole. Gives the record with the change in it.
 */
export async function takePlace(
  path: string,
  record: InstallationRecord,
): Promise<InstallationRecord> {
  const place = await realPlace(path)
  const existed = await isThere(place)
  await likeOld(path, place)
  const sha256 = await checksumOf(nextTo(place))
  if (sha256 === null) throw new Error(`${nextTo(place)} was not written`)
  const changed = {...record, rewritten: {...record.rewritten, [path]: {sha256, existed}}}
  await writeRecord(changed)
  if (existed) await keepDurably(place, keptFrom(place))
  await renameDurably(nextTo(place), place)
  return changed
}

/**
 * Gives a file of the loader's back as it was before. `repair` writes one without our entry beside it,
 * for when others have changed it meanwhile.
 */
export async function givePlaceBack(
  path: string,
  record: InstallationRecord,
  {isOurs, repair}: {isOurs: (place: string) => Promise<boolean>; repair: () => Promise<void>},
): Promise<void> {
  const place = await realPlace(path)
  const kept = keptFrom(place)
  const written = record.rewritten[path]
  const current = await checksumOf(place)
  if (written && current !== null) {
    const isOld = current === (await checksumOf(kept))
    const isReplaceable = current === written.sha256 || (await isOurs(place))
    if (isReplaceable && !written.existed) await removeDurably(place)
    else if (!isOld && isReplaceable && (await isThere(kept))) await renameDurably(kept, place)
    else if (!isOld) {
      await repair()
      await likeOld(path, place)
      await renameDurably(nextTo(place), place)
    }
  }
  for (const leftover of [kept, nextTo(place), nextTo(path)]) {
    await removeDurably(leftover)
  }
}

/** Puts a copy of a file of the loader's beside it, for programs to change; none where there is no such file. */
export async function copyBeside(path: string): Promise<void> {
  await rm(nextTo(path), {force: true})
  if (await isThere(path)) await copyFile(path, nextTo(path))
}

/** Has programs change a file of the loader's beside it, where `change` is told; then it takes its place. */
export async function changeBeside(
  path: string,
  change: (next: string) => Promise<void>,
): Promise<void> {
  await copyBeside(path)
  await change(nextTo(path))
  const place = await realPlace(path)
  await likeOld(path, place)
  await renameDurably(nextTo(place), place)
}

/** GRUB's environment may be a link to another file system, where nothing can be renamed from here. */
export const realPlace = (path: string) => realpath(path).catch(() => path)

/** What was written beside a file gets its mode and owner, and is on the disk. */
async function likeOld(path: string, place: string): Promise<void> {
  if (nextTo(path) !== nextTo(place)) {
    await copyFile(nextTo(path), nextTo(place))
    await rm(nextTo(path))
  }
  const old = await stat(place).catch(() => undefined)
  if (old) {
    await chmod(nextTo(place), old.mode & 0o7777)
    await chown(nextTo(place), old.uid, old.gid)
  }
  await syncPath(nextTo(place))
}

import {access, mkdtemp, readdir, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A folder that is gone, with all that is in it, at the end of its scope. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
}

/**
 * Makes a folder. Its path is short because sockets come into it (theirs has 107 bytes), and has this
 * process's id in it, so that `sweepTemporaryFolders` knows when nobody needs it any more.
 */
export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `livemode-${process.pid}-`))
  return {path, [Symbol.asyncDispose]: () => rm(path, {recursive: true, force: true})}
}

/** Removes the folders of processes that were killed. Gives the names of what it removed. */
export async function sweepTemporaryFolders(): Promise<readonly string[]> {
  const removed: string[] = []
  for (const name of await readdir(tmpdir())) {
    const [, pid] = /^livemode-(\d+)-\w{6}$/.exec(name) ?? []
    if (pid === undefined || (await runs(pid))) continue
    await rm(join(tmpdir(), name), {recursive: true, force: true})
    removed.push(name)
  }
  return removed
}

const runs = (pid: string) =>
  access(`/proc/${pid}`).then(
    () => true,
    () => false,
  )

import {mkdir, readdir, rm, stat, utimes} from 'node:fs/promises'
import {join} from 'node:path'

/** How many of them are kept: as many as all scenarios need at once, and a few more. */
const kept = 12

/** A folder for what can be made again, under its name; of the others only those that were claimed last stay. */
export async function claimFolder(parent: string, name: string): Promise<string> {
  const folder = join(parent, name)
  await mkdir(folder, {recursive: true})
  const now = new Date()
  await utimes(folder, now, now)
  const dated = await Promise.all(
    (await readdir(parent)).map(async other => ({
      other,
      time: (await stat(join(parent, other))).mtimeMs,
    })),
  )
  const old = dated.toSorted((a, b) => b.time - a.time).slice(kept)
  for (const {other} of old) await rm(join(parent, other), {recursive: true, force: true})
  return folder
}

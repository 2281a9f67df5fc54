import {lstat, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {readWholeFile} from '@livemode/host'
import {z} from 'zod'
import {removeDurably, writeDurably} from './durable.ts'

/** What of a folder was fetched into it: it is noted there, whether or not anything is installed afterwards. */
export const fetchedName = '.fetched.json'

const fetchedSchema = z.object({
  /** When each file was changed last, in milliseconds: who has put another one there has changed it later. */
  files: z.record(z.string().regex(/^[^/]+$/), z.number()),
  /** The folders that were made for them, the deepest first. */
  folders: z.array(z.string().startsWith('/')),
})

type Fetched = z.output<typeof fetchedSchema>

/**
 * Notes what is fetched into a folder, besides what is noted there already: files by their names, with the time of their
 * last change, and folders that were made for them.
 */
export async function noteFetched(
  folder: string,
  {
    files = {},
    folders = [],
  }: {
    readonly files?: Readonly<Record<string, number>>
    readonly folders?: readonly string[]
  },
): Promise<void> {
  const before = await readFetched(folder)
  const noted = {
    files: {...before?.files, ...files},
    folders: [...new Set([...folders, ...(before?.folders ?? [])])],
  }
  const content = `${JSON.stringify(noted)}\n`
  await writeDurably(join(folder, fetchedName), {content, mode: 0o600})
}

/** Removes what was fetched into a folder and is still that; gives the folders that were made for it. */
export async function removeFetched(folder: string): Promise<readonly string[]> {
  const fetched = await readFetched(folder)
  if (fetched === undefined) return []
  for (const [name, modified] of Object.entries(fetched.files)) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => undefined)
    if (found?.isFile() && found.mtimeMs === modified) await removeDurably(path)
  }
  await rm(join(folder, fetchedName), {force: true})
  return fetched.folders
}

/** Undefined where nothing was fetched, or it cannot be told what. */
async function readFetched(folder: string): Promise<Fetched | undefined> {
  const content = await readWholeFile(join(folder, fetchedName)).catch(() => undefined)
  try {
    return content && fetchedSchema.safeParse(JSON.parse(content.toString('utf8'))).data
  } catch {
    return undefined
  }
}

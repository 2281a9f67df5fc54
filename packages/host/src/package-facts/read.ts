import {readdir, readlink} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {redactAccounts} from '../accounts.ts'
import {openRegularFile, readWithin} from '../regular-file.ts'
import {redactOptions, redactRepositories, redactUrls} from '../secrets.ts'
import {maskConfiguration} from '../service-configuration/mask.ts'
import {replacePrivateKeys} from '../service-configuration/private-keys.ts'
import {namesNotRead, type PackageFacts} from './facts.ts'
import {withoutFolders} from './path-list.ts'
import {mostDatabaseBytes, mostFactBytes, packageFactPlaces} from './places.ts'

/**
 * Reads what a resolver needs to know of the machine, or of a root that lies in a folder. What is not
 * there is left out; so are pipes and devices, which are never opened. Nothing in the result is secret.
 *
 * Throws `HOST_UNREADABLE` when a file cannot be read, or is larger than it can be.
 */
export async function readPackageFacts({root = '/'}: {root?: string} = {}): Promise<PackageFacts> {
  const facts = new Map<string, Buffer>()
  for (const place of packageFactPlaces) {
    const {path, names, secrets = 'none', isLink, listsOthers, isDatabase} = place
    const all = names ? await namesIn(root, path) : []
    const read = all.filter(name => names?.test(name) && !name.startsWith('.'))
    const files = names ? read.map(name => `${path}/${name}`) : [path]
    for (const file of files) {
      const most = isDatabase ? mostDatabaseBytes : mostFactBytes
      const content = isLink
        ? await readTarget(join(root, file))
        : await readRegular(join(root, file), most)
      if (content === undefined) continue
      facts.set(file, asFact(content, {...place, secrets}))
    }
    const others = listsOthers ? all.filter(name => !read.includes(name)) : []
    if (others.length > 0) facts.set(namesNotRead(path), Buffer.from(`${others.join('\n')}\n`))
  }
  return facts
}

function asFact(
  content: Buffer,
  {
    isPathList,
    isDatabase,
    secrets,
  }: Pick<(typeof packageFactPlaces)[number], 'isPathList' | 'isDatabase'> & {
    readonly secrets: keyof typeof redactors
  },
): Buffer {
  if (isDatabase) return content
  return isPathList ? withoutFolders(content) : withoutKeys(redactors[secrets](content))
}

/** Latin-1 keeps every byte, whatever the file is written in. */
const redactText = (redact: (text: string) => string) => (content: Buffer) =>
  Buffer.from(redact(content.toString('latin1')), 'latin1')

/** Nobody puts one there; if somebody has, it is not taken. */
const withoutKeys = (content: Buffer) =>
  content.includes('PRIVATE KEY') ? redactText(replacePrivateKeys)(content) : content

const redactors = {
  none: (content: Buffer) => content,
  urls: redactText(redactUrls),
  options: redactText(redactOptions),
  accounts: redactText(redactAccounts),
  repositories: redactText(redactRepositories),
  settings: redactText(text => maskConfiguration(text, {comment: /[#;]/, end: 'line'})),
}

async function namesIn(root: string, path: string): Promise<readonly string[]> {
  const found = await readdir(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (isMissing(error)) return []
    throw unreadable(`${path} cannot be read`, error)
  })
  return found.toSorted()
}

/** Where a link leads, as it is written; undefined where there is none. */
const readTarget = (path: string): Promise<Buffer | undefined> =>
  readlink(path).then(
    target => Buffer.from(target),
    () => undefined,
  )

async function readRegular(path: string, most: number): Promise<Buffer | undefined> {
  try {
    await using file = await openRegularFile(path)
    if (file === undefined) return undefined
    const content = await readWithin(file, most)
    if (content !== undefined) return content
    throw unreadable(`${path} has more than ${most} bytes, which cannot be right`)
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    if (isMissing(error as NodeJS.ErrnoException)) return undefined
    throw unreadable(`${path} cannot be read`, error)
  }
}

const isMissing = ({code}: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR'

const unreadable = (message: string, cause?: unknown) =>
  new LivemodeError('HOST_UNREADABLE', message, {cause})

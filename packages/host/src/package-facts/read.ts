import {constants} from 'node:fs'
import {open, readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {redactAccounts} from '../accounts.ts'
import {redactOptions, redactUrls} from '../secrets.ts'
import {maskConfiguration} from '../service-configuration/mask.ts'
import {replacePrivateKeys} from '../service-configuration/private-keys.ts'
import type {PackageFacts} from './facts.ts'
import {mostFactBytes, packageFactPlaces} from './places.ts'

/**
 * Reads what a resolver needs to know of the machine, or of a root that lies in a folder. What is not
 * there is left out; so are pipes and devices, which are never opened. Nothing in the result is secret.
 *
 * Throws `HOST_UNREADABLE` when a file cannot be read, or is larger than it can be.
 */
export async function readPackageFacts({root = '/'}: {root?: string} = {}): Promise<PackageFacts> {
  const facts = new Map<string, Buffer>()
  for (const {path, names, secrets} of packageFactPlaces) {
    const files = names ? await filesOf(root, {path, names}) : [path]
    for (const file of files) {
      const content = await readRegular(join(root, file))
      if (content !== undefined) facts.set(file, withoutKeys(redactors[secrets ?? 'none'](content)))
    }
  }
  return facts
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
  settings: redactText(text => maskConfiguration(text, {comment: /[#;]/, end: 'line'})),
}

async function filesOf(root: string, {path, names}: {path: string; names: RegExp}) {
  const found = await readdir(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (isMissing(error)) return []
    throw unreadable(`${path} cannot be read`, error)
  })
  return found
    .filter(name => names.test(name) && !name.startsWith('.'))
    .toSorted()
    .map(name => `${path}/${name}`)
}

async function readRegular(path: string): Promise<Buffer | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined
    // What has become a pipe in between does not hold up the reading.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const {size} = await file.stat()
    if (size > mostFactBytes) throw unreadable(`${path} has ${size} bytes, which cannot be right`)
    return await file.readFile()
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    if (isMissing(error as NodeJS.ErrnoException)) return undefined
    throw unreadable(`${path} cannot be read`, error)
  }
}

const isMissing = ({code}: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR'

const unreadable = (message: string, cause?: unknown) =>
  new LivemodeError('HOST_UNREADABLE', message, {cause})

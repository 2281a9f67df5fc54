import {join, posix} from 'node:path'
import {type Asking, readAnswer} from '../program.ts'
import {entriesOf} from './folders.ts'
import type {Observations} from './observations.ts'

/** What package scripts write although no package has it. */
const written = ['/etc/passwd', '/etc/group', '/etc/shadow', '/etc/gshadow', '/etc/ld.so.cache']

/** So much fits on a command line, with room for the environment: the kernel takes two megabytes. */
const mostCharacters = 500_000

interface Reading {
  readonly root: string
  readonly packaged: ReadonlyMap<string, readonly string[]>
  readonly asking: Asking
}

/**
 * Looks among what packages have, and what their scripts write, for what not even root can replace, see chattr(1);
 * null where it cannot be looked at.
 */
export async function readImmutableFiles(
  reading: Reading,
): Promise<Observations['immutableFiles']> {
  const {root, packaged, asking} = reading
  const folders = ['/boot', '/boot/grub', '/boot/efi']
  const boot = await Promise.all(
    folders.map(async folder => [
      folder,
      ...(await entriesOf(join(root, folder))).map(({name}) => posix.join(folder, name)),
    ]),
  )
  const paths = [...new Set([...packaged.keys(), ...written, ...boot.flat()])].filter(
    path => !/[\n\r]/.test(path),
  )
  const found: string[] = []
  for (const part of partsOf(paths.map(path => join(root, path)))) {
    // It fails for links and for what is not there, and tells of all the others.
    const answer = await readAnswer(['lsattr', '-d', '--', ...part], asking)
    if (answer === null) return null
    found.push(...parseImmutable(answer))
  }
  const prefix = root === '/' ? '' : root
  return found
    .map(path => path.slice(prefix.length))
    .toSorted()
    .map(path => ({path, packages: [...(packaged.get(path) ?? [])]}))
}

function partsOf(paths: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = []
  let left = 0
  for (const path of paths) {
    left -= path.length + 1
    if (left < 0) {
      parts.push([])
      left = mostCharacters
    }
    parts.at(-1)?.push(path)
  }
  return parts
}

/** The paths that lsattr(1) tells to be immutable, or to be appended to only. */
export const parseImmutable = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => {
    const [, flags = '', path] = /^([\w-]+) (\/.*)$/.exec(line) ?? []
    return path !== undefined && /[ia]/.test(flags) ? [path] : []
  })

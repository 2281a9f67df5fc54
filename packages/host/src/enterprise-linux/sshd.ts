import {glob} from 'node:fs/promises'
import {posix} from 'node:path'
import {parseKeyTypes} from '../observations/ssh-keys.ts'
import {parseVerified} from '../rpm/verified.ts'
import {readText} from './text.ts'

const folder = '/etc/ssh'
const mainFile = `${folder}/sshd_config`
/** What the sshd of Enterprise Linux 9 reads before its own file. */
const dropIns = `${folder}/sshd_config.d/*.conf`
const mostFiles = 100

/** A `PermitRootLogin` that sshd reads. */
export interface RootLoginSetting {
  /** In small letters. */
  readonly value: string
  /** Whether it counts for all connections, for all once more (`Match all`), or for those of another `Match`. */
  readonly counts: 'always' | 'match-all' | 'match'
}

/** How root gets in by ssh. */
export interface RootLogin {
  /** In the order in which sshd comes across them. */
  readonly settings: readonly RootLoginSetting[]
  /** The same of the files that sshd_config does not include, and the one of the next release does. */
  readonly dropIns: readonly RootLoginSetting[]
  /** Whether sshd_config is still the package's: an upgrade puts the new one in its place. */
  readonly isPackaged: boolean
  readonly hasPassword: boolean
  readonly hasKeys: boolean
}

/** The words for rpm(8) that have it tell what of the server differs from its package. */
export const sshdQuery: readonly string[] = ['--verify', '--nodeps', 'openssh-server']

/**
 * Reads how root gets in by ssh, from the machine that has its files below `root`; `verified` is what rpm tells by `sshdQuery`,
 * null where it does not answer. Undefined where there is no sshd of a package.
 */
export async function readRootLogin(
  root: string,
  verified: string | null,
): Promise<RootLogin | undefined> {
  const text = await readText(root, mainFile)
  if (verified === null || /is not installed/.test(verified) || text === undefined) return undefined
  const [, password = ''] =
    /^root:([^:]*)/m.exec((await readText(root, '/etc/shadow')) ?? 'root:?') ?? []
  const keys = await readText(root, '/root/.ssh/authorized_keys')
  return {
    settings: await readSettings(root, [mainFile]),
    dropIns: await readSettings(root, await expand(root, dropIns)),
    isPackaged: !isChanged(verified, mainFile),
    hasPassword: !/^(?:[!*]|$)/.test(password),
    hasKeys: parseKeyTypes(keys ?? '').length > 0,
  }
}

/** Whether rpm tells by `--verify` that a file has another content than in its package. */
export const isChanged = (verified: string, path: string): boolean =>
  parseVerified(verified).some(file => file.path === path && file.content !== 'same')

async function readSettings(
  root: string,
  paths: readonly string[],
): Promise<readonly RootLoginSetting[]> {
  const read: string[] = []
  const found: RootLoginSetting[] = []
  const follow = async (path: string, outside: RootLoginSetting['counts']): Promise<void> => {
    if (read.length === mostFiles) return
    read.push(path)
    let counts = outside
    for (const {keyword, words} of parseSshdLines((await readText(root, path)) ?? '')) {
      // It ends with the next one, or with its file, and narrows what is outside of it.
      if (keyword === 'match') counts = narrowed(outside, words)
      if (keyword === 'permitrootlogin' && words[0] !== undefined) {
        found.push({value: words[0].toLowerCase(), counts})
      }
      if (keyword !== 'include') continue
      for (const word of words)
        for (const next of await expand(root, word)) await follow(next, counts)
    }
  }
  for (const path of paths) await follow(path, 'always')
  return found
}

const narrowed = (
  outside: RootLoginSetting['counts'],
  words: readonly string[],
): RootLoginSetting['counts'] =>
  outside !== 'match' && words[0]?.toLowerCase() === 'all' ? 'match-all' : 'match'

/** The lines of sshd_config(5), with their keywords in small letters. */
export const parseSshdLines = (
  text: string,
): readonly {readonly keyword: string; readonly words: readonly string[]}[] =>
  text.split('\n').flatMap(line => {
    const [, keyword, rest = ''] = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)(.*)$/.exec(line) ?? []
    if (keyword === undefined) return []
    const words = [...rest.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word)
    const comment = words.findIndex(word => word.startsWith('#'))
    return [{keyword: keyword.toLowerCase(), words: comment < 0 ? words : words.slice(0, comment)}]
  })

async function expand(root: string, pattern: string): Promise<readonly string[]> {
  const path = posix.resolve(folder, pattern.replaceAll('**', '*'))
  const found: string[] = []
  for await (const name of glob(path.slice(1), {cwd: root})) {
    if (found.push(`/${name}`) === mostFiles) break
  }
  return found.toSorted()
}

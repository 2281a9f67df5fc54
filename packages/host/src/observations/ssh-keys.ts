import {join, posix} from 'node:path'
import {readSmallFile} from '../regular-file.ts'
import {kindOfKey} from '../service-configuration/private-keys.ts'
import {openPlaces} from '../source-places.ts'
import type {Observations} from './observations.ts'

const mostBytes = 1024 * 1024
const usualKeys = ['.ssh/authorized_keys', '.ssh/authorized_keys2']
const usualHostKeys = ['rsa', 'ecdsa', 'ed25519'].map(type => `/etc/ssh/ssh_host_${type}_key`)

interface Configured {
  readonly root: string
  /** The configuration of sshd with all that it includes. */
  readonly configuration: string
}

/** The kinds of keys that sshd shows itself with. */
export async function readSshHostKeys({
  root,
  configuration,
}: Configured): Promise<Observations['sshHostKeys']> {
  const place = openPlaces(root)
  const named = valuesOf(configuration, 'HostKey')
  const found: Observations['sshHostKeys'] = []
  for (const path of named.length > 0 ? named : usualHostKeys) {
    const real = place(path)
    const pem = real && (await readSmallFile(join(root, real.path), mostBytes))
    if (pem !== undefined) found.push({path, type: kindOfKey(pem.toString('latin1')).type})
  }
  return found
}

/** The kinds of keys with which the users of a machine may log in; nothing else of them is taken. */
export async function readAuthorizedKeyTypes({
  root,
  configuration,
}: Configured): Promise<Observations['authorizedKeys']> {
  const place = openPlaces(root)
  const configured = valuesOf(configuration, 'AuthorizedKeysFile')
  const patterns = configured.length > 0 ? configured : usualKeys
  const users = (await readSmallFile(join(root, '/etc/passwd'), mostBytes))?.toString('utf8') ?? ''
  const paths = users.split('\n').flatMap(line => {
    const [name = '', , id = '', , , home = ''] = line.split(':')
    if (!home.startsWith('/')) return []
    const tokens: Readonly<Record<string, string>> = {h: home, u: name, U: id, '%': '%'}
    return patterns.map(pattern =>
      posix.resolve(
        home,
        pattern.replace(/%(.)/g, (whole, token) => tokens[token] ?? whole),
      ),
    )
  })
  const found: Observations['authorizedKeys'] = []
  for (const path of new Set(paths)) {
    const real = place(path)
    const text = real && (await readSmallFile(join(root, real.path), mostBytes))?.toString('utf8')
    const types = text === undefined ? [] : parseKeyTypes(text)
    if (types.length > 0) found.push({path, types: [...types]})
  }
  return found
}

/** The types of the keys in an authorized_keys file, see sshd(8). */
export const parseKeyTypes = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .filter(line => !/^\s*#/.test(line))
      .flatMap(line => /(?:^|\s)([a-z][\w@.-]+) +AAAA[A-Za-z0-9+/]/.exec(line)?.[1] ?? []),
  ),
]

/** The words behind all settings of that name; sshd takes names in any case. */
const valuesOf = (configuration: string, name: string): readonly string[] =>
  [...configuration.matchAll(new RegExp(`^[ \\t]*${name}[ \\t]*=?[ \\t]*(.+)$`, 'gim'))]
    .flatMap(([, value = '']) => value.split(/\s+/))
    .map(word => word.replaceAll('"', ''))
    .filter(word => word !== '' && word !== 'none')

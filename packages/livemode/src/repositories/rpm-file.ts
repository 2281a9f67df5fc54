import {
  type CertificateOption,
  certificateOptions,
  parseRpmRepositories,
  type WrittenRpmRepository,
} from '@livemode/config'
import type {RpmRepository} from '@livemode/userspace'
import {mostBytes, type Refuse, readBytes} from '../named-file.ts'

/** A `.repo` file, and what is needed to understand it. */
export interface RepositoryFile {
  readonly text: string
  /** What stands for dnf's variables in it. */
  readonly variables: Readonly<Record<string, string>>
  /** Where a file lies that it names: some are written for another root. */
  readonly place: (path: string) => string
  readonly refuse: Refuse
}

/** The variables that are the same for all machines of a target; others have the values of one machine. */
export const targetVariables = (releasever: string): Readonly<Record<string, string>> => ({
  arch: 'x86_64',
  basearch: 'x86_64',
  releasever,
  releasever_major: releasever,
})

/** Reads the repositories of a file with their keys: those that are enabled, else those that are wanted. */
export async function readRepositoryFile(
  file: RepositoryFile,
  options: {readonly wanted?: readonly string[]} = {},
): Promise<readonly RpmRepository[]> {
  const {repositories, problems} = parseRpmRepositories(file.text, options)
  const [problem] = problems
  if (problem !== undefined) throw file.refuse(problem)
  const found: RpmRepository[] = []
  for (const written of repositories)
    found.push(await readRepository(expanded(written, file), file))
  return found
}

function expanded(
  written: WrittenRpmRepository,
  {variables, refuse}: Pick<RepositoryFile, 'variables' | 'refuse'>,
): WrittenRpmRepository {
  const expand = (text: string) =>
    text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, plain) => {
      const value = variables[braced ?? plain]
      if (value !== undefined) return value
      throw refuse(
        `[${written.id}] has the variable ${whole}: write its value, which is that of one machine`,
      )
    })
  const {id, name, baseurl, mirrorlist, metalink, keys} = written
  return {
    ...written,
    id: expand(id),
    name: name.replace(/\$\{?(\w+)\}?/g, (whole, variable) => variables[variable] ?? whole),
    baseurl: baseurl.map(expand),
    mirrorlist: mirrorlist && expand(mirrorlist),
    metalink: metalink && expand(metalink),
    keys: keys.map(expand),
  }
}

async function readRepository(
  {keys, certificates, ...repository}: WrittenRpmRepository,
  {place, refuse}: Pick<RepositoryFile, 'place' | 'refuse'>,
): Promise<RpmRepository> {
  const read = (file: string) =>
    readBytes(place(file), {
      mostBytes,
      refuse: (why, cause) => refuse(`[${repository.id}] ${file}: ${why}`, cause),
    })
  const contents = await Promise.all(keys.map(read))
  const wrong = contents.findIndex(
    content => !content.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----'),
  )
  if (wrong >= 0)
    throw refuse(`[${repository.id}] ${keys[wrong]}: it is no public key of OpenPGP in ASCII`)
  const pairs: [CertificateOption, Buffer][] = []
  for (const name of certificateOptions) {
    const file = certificates[name]
    if (file !== undefined) pairs.push([name, await read(file)])
  }
  return {...repository, keys: contents, certificates: Object.fromEntries(pairs)}
}

import {
  type CertificateOption,
  certificateOptions,
  isRepositoryFile,
  type ParsedConfig,
  parseRpmRepositories,
  type WrittenRpmRepository,
} from '@livemode/config'
import type {ElTarget, RpmRepository} from '@livemode/userspace'
import {mostBytes, type Refuse, readBytes} from '../named-file.ts'
import {readRepositoryTexts} from './texts.ts'

/** Reads the repositories of dnf that the configuration names, with their keys. See `readTargetSources`. */
export async function readRpmRepositories(
  parsed: ParsedConfig,
  {title, releasever}: Pick<ElTarget, 'title' | 'releasever'>,
): Promise<readonly RpmRepository[]> {
  const refuse: Refuse = (what, cause) => parsed.refuse('repositories', {what, cause})
  const texts = await readRepositoryTexts(parsed)
  const repositories: RpmRepository[] = []
  for (const {text, where} of texts) {
    if (!isRepositoryFile(text))
      throw refuse(`${where}is no .repo file, and ${title} has its packages by dnf`)
    for (const written of parseRpmRepositories(text).repositories) {
      repositories.push(await readRepository(expanded(written, releasever, refuse), refuse))
    }
  }
  const ids = repositories.map(({id}) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) < index)
  if (twice !== undefined) throw refuse(`has [${twice}] in two files`)
  return repositories
}

/** The variables that are the same for all machines of a target; others have the values of one machine. */
function expanded(
  written: WrittenRpmRepository,
  releasever: string,
  refuse: Refuse,
): WrittenRpmRepository {
  const variables: Readonly<Record<string, string>> = {
    arch: 'x86_64',
    basearch: 'x86_64',
    releasever,
    releasever_major: releasever,
  }
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
  refuse: Refuse,
): Promise<RpmRepository> {
  const read = (file: string) =>
    readBytes(file, {
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

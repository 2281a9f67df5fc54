import {isRepositoryFile, type ParsedConfig, parseRepositories} from '@livemode/config'
import {keyringBytes} from '@livemode/transaction'
import type {ConfiguredRepository, DebianTarget} from '@livemode/userspace'
import {mostBytes, readBytes} from '../named-file.ts'
import {readNamedRepositories, readRepositoryTexts} from './texts.ts'

/** Reads the repositories of apt that the configuration names, with their keys. See `readTargetSources`. */
export async function readRepositories(
  parsed: ParsedConfig,
  {title}: Pick<DebianTarget, 'title'>,
): Promise<readonly ConfiguredRepository[]> {
  const refuse = (what: string, cause?: unknown) => parsed.refuse('repositories', {what, cause})
  const texts = await readRepositoryTexts(parsed)
  const other = texts.find(({text}) => isRepositoryFile(text))
  if (other) throw refuse(`${other.where}is a .repo file, and ${title} has its packages by apt`)
  const named = await readNamedRepositories(parsed)
  if (named)
    throw refuse(`${named.message}: is a message of Leapp’s, and ${title} has its packages by apt`)
  const configured: ConfiguredRepository[] = []
  for (const {signedBy, ...repository} of texts.flatMap(
    ({text}) => parseRepositories(text).repositories,
  )) {
    const content = signedBy.startsWith('/')
      ? await readBytes(signedBy, {
          mostBytes,
          refuse: (why, cause) => refuse(`${signedBy}: ${why}`, cause),
        })
      : Buffer.from(signedBy)
    const keyring = keyringBytes(content)
    if (keyring.length === 0) throw refuse('has a Signed-By without a key')
    configured.push({...repository, keyring})
  }
  return configured
}

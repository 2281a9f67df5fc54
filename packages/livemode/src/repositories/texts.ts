import {messages, type ParsedConfig, repositoryProblems} from '@livemode/config'
import {readText} from '../named-file.ts'

/** A text of repositories, and the beginning of a sentence about it. */
export interface RepositoryText {
  readonly text: string
  readonly where: string
}

const isMessage = (file: string) => file.endsWith('.json')

/** Reads the texts that `repositories` has or names. Throws `CONFIG_INVALID` with a file that cannot be read, or is none of repositories. */
export async function readRepositoryTexts({
  config,
  refuse,
}: ParsedConfig): Promise<readonly RepositoryText[]> {
  const {repositories: named} = config
  if (typeof named === 'string') return [{text: named, where: ''}]
  return Promise.all(
    named
      .filter(file => !isMessage(file))
      .map(async file => {
        const refuseFile = (why: string, cause?: unknown) =>
          refuse('repositories', {what: `${file}: ${why}`, cause})
        const text = await readText(file, refuseFile)
        // With a message that is asked of those that it names alone.
        const [problem] = named.some(isMessage) ? [] : repositoryProblems(text)
        if (problem !== undefined) throw refuseFile(problem)
        return {text, where: `${file}: `}
      }),
  )
}

/** What a message of Leapp's names, and which. */
export interface NamedRepositories {
  readonly ids: readonly string[]
  /** The message, as in the sentence "… names the repository x". */
  readonly message: string
}

/**
 * Reads the messages UsedTargetRepositories that `repositories` names; undefined where there is none. Throws `CONFIG_INVALID`
 * with a file that cannot be read, or is none.
 */
export async function readNamedRepositories({
  config: {repositories: named},
  refuse,
}: ParsedConfig): Promise<NamedRepositories | undefined> {
  const files = typeof named === 'string' ? [] : named.filter(isMessage)
  if (files.length === 0) return undefined
  const ids = await Promise.all(
    files.map(async file => {
      const refuseFile = (why: string, cause?: unknown) =>
        refuse('repositories', {what: `${file}: ${why}`, cause})
      const {data} = messages.UsedTargetRepositories.safeParse(
        parseJson(await readText(file, refuseFile)),
      )
      if (data === undefined)
        throw refuseFile('is no message UsedTargetRepositories, {"repos": [{"repoid": "…"}]}')
      return data.repos.map(({repoid}) => repoid)
    }),
  )
  return {ids: ids.flat(), message: files.join(', ')}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

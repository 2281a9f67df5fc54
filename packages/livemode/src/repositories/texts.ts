import {type ParsedConfig, repositoryProblems} from '@livemode/config'
import {readText} from '../named-file.ts'

/** A text of repositories, and the beginning of a sentence about it. */
export interface RepositoryText {
  readonly text: string
  readonly where: string
}

/** Reads the texts that `repositories` has or names. Throws `CONFIG_INVALID` with a file that cannot be read, or is none of repositories. */
export async function readRepositoryTexts({
  config,
  refuse,
}: ParsedConfig): Promise<readonly RepositoryText[]> {
  const {repositories: named} = config
  if (typeof named === 'string') return [{text: named, where: ''}]
  return Promise.all(
    named.map(async file => {
      const refuseFile = (why: string, cause?: unknown) =>
        refuse('repositories', {what: `${file}: ${why}`, cause})
      const text = await readText(file, refuseFile)
      const [problem] = repositoryProblems(text)
      if (problem !== undefined) throw refuseFile(problem)
      return {text, where: `${file}: `}
    }),
  )
}

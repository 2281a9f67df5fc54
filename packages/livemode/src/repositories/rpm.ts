import {isRepositoryFile, type ParsedConfig} from '@livemode/config'
import type {MachineFiles} from '@livemode/host'
import {type ElSources, type ElTarget, planElSources} from '@livemode/userspace'
import type {Refuse} from '../named-file.ts'
import {readLeappRepositories} from './leapp.ts'
import {type RepositoryFile, readRepositoryFile, targetVariables} from './rpm-file.ts'
import {readNamedRepositories, readRepositoryTexts} from './texts.ts'

/**
 * Reads the repositories of dnf that the configuration names, with their keys; where it names none, those that Leapp has on
 * this machine (`files`). See `readTargetSources`.
 */
export async function readRpmRepositories(
  parsed: ParsedConfig,
  target: Pick<ElTarget, 'title' | 'releasever'>,
  files?: MachineFiles,
): Promise<ElSources> {
  const refuse: Refuse = (what, cause) => parsed.refuse('repositories', {what, cause})
  const texts = await readRepositoryTexts(parsed)
  const other = texts.find(({text}) => !isRepositoryFile(text))
  if (other)
    throw refuse(`${other.where}is no .repo file, and ${target.title} has its packages by dnf`)
  const own = texts.map(
    ({text, where}): RepositoryFile => ({
      text,
      variables: targetVariables(target.releasever),
      place: path => path,
      refuse: (why, cause) => refuse(`${where}${why}`, cause),
    }),
  )
  const named = await readNamedRepositories(parsed)
  if (named !== undefined || own.length === 0)
    return readLeappRepositories({target, own, named: named && {...named, refuse}, files})
  const repositories = (await Promise.all(own.map(file => readRepositoryFile(file)))).flat()
  const ids = repositories.map(({id}) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) < index)
  if (twice !== undefined) throw refuse(`has [${twice}] in two files`)
  return planElSources(repositories)
}

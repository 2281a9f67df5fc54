import {posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {
  leappPlaces,
  leappUserspace,
  type MachineFiles,
  ownFiles,
  readLeappRun,
} from '@livemode/host'
import {type ElSources, type ElTarget, planElSources, type RpmRepository} from '@livemode/userspace'
import type {Refuse} from '../named-file.ts'
import {type RepositoryFile, readRepositoryFile, targetVariables} from './rpm-file.ts'
import type {NamedRepositories} from './texts.ts'

/** Those that somebody has named, and how to say that they cannot be had. */
interface Named extends NamedRepositories {
  readonly refuse: Refuse
}

/** A file of Leapp's, by its path. */
interface LeappFile extends RepositoryFile {
  readonly path: string
}

/**
 * Reads the target's repositories as Leapp has them on a machine. Which: those that a message UsedTargetRepositories names, the
 * one that is told (`named`), or that of Leapp's last upgrade to this release; without one those that are enabled in the file
 * of the administrator. What they are: that file says it, the files of Leapp's userspace, and before both `own`. There may be none.
 *
 * Throws `CONFIG_INVALID` with a file that is none of repositories, and with a repository that no file has.
 */
export async function readLeappRepositories({
  target,
  own,
  named,
  files = ownFiles,
}: {
  readonly target: Pick<ElTarget, 'releasever'>
  readonly own: readonly RepositoryFile[]
  readonly named: Named | undefined
  readonly files: MachineFiles | undefined
}): Promise<ElSources> {
  const customs = listFiles([leappPlaces.repositories], {target, files, root: '/'})
  const message = named ?? findMessage({target, files})
  if (message === undefined) {
    const repositories = await Promise.all(customs.map(file => readRepositoryFile(file)))
    const from = customs[0]?.path ?? null
    return planElSources(repositories.flat(), {from})
  }
  const root = leappUserspace(target.releasever)
  const names = files.list(posix.join(root, folder)).filter(name => name.endsWith('.repo'))
  const paths = names.map(name => posix.join(root, folder, name))
  const leapps = [...customs, ...listFiles(paths, {target, files, root})]
  const repositories = await readWanted(message, [...own, ...leapps])
  const missing = message.ids.find(id => !repositories.some(one => one.id === id))
  if (missing === undefined) return planElSources(repositories, {from: message.message})
  const places = [leappPlaces.repositories, posix.join(root, folder, '*.repo')].join(' nor ')
  throw message.refuse(
    `${message.message} names the repository ${missing}, which neither ${places} has`,
  )
}

const folder = '/etc/yum.repos.d'

/** The first file that has one is what it is. */
async function readWanted(
  {ids}: NamedRepositories,
  files: readonly RepositoryFile[],
): Promise<readonly RpmRepository[]> {
  const found: RpmRepository[] = []
  for (const file of files) {
    const wanted = ids.filter(id => !found.some(one => one.id === id))
    if (wanted.length > 0) found.push(...(await readRepositoryFile(file, {wanted})))
  }
  return found
}

interface Machine {
  readonly target: Pick<ElTarget, 'releasever'>
  readonly files: MachineFiles
}

/** Those that are there. Keys and dnf's variables are those of the root that they are written for. */
function listFiles(
  paths: readonly string[],
  {target: {releasever}, files, root}: Machine & {readonly root: string},
): readonly LeappFile[] {
  const vars = posix.join(root, '/etc/dnf/vars')
  const own = root === '/' ? [] : files.list(vars)
  const variables = {
    ...Object.fromEntries(
      own.map(name => [name, files.readText(posix.join(vars, name))?.trim() ?? '']),
    ),
    ...targetVariables(releasever),
  }
  const place = (path: string) => files.resolve(posix.join(root, path))
  return paths.flatMap(path => {
    const text = files.readText(path)
    return text === undefined ? [] : [{path, text, variables, place, refuse: refuseLeapps(path)}]
  })
}

/** What Leapp's database has told of its last upgrade, where that leads to this release. */
function findMessage({target: {releasever}, files}: Machine): Named | undefined {
  const {database} = leappPlaces
  if (!files.has(database)) return undefined
  try {
    const run = readLeappRun(files.resolve(database))
    if (run?.path?.to !== releasever || run.repositories === undefined) return undefined
    const message = `the message UsedTargetRepositories in ${database}`
    return {ids: run.repositories, message, refuse: why => refuseLeapps(database)(why)}
  } catch {
    // Whoever may not read it has the file of the administrator still.
    return undefined
  }
}

const refuseLeapps =
  (path: string): Refuse =>
  (why, cause) =>
    new LivemodeError('CONFIG_INVALID', `${path}: ${why}`, {
      cause,
      hint: 'the configuration names no repositories, so that Leapp’s are taken: mend this, or name others (repositories in /etc/livemode/livemode.yaml)',
    })

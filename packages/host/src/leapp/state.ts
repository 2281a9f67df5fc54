import {existsSync} from 'node:fs'
import {posix} from 'node:path'
import {namesIn, textOf} from '../small-files.ts'
import {lastPhaseBeforeReboot, leappPlaces, leappUserspace} from './places.ts'
import {type LeappRun, readLeappRun} from './run.ts'

/** How far Leapp has prepared the upgrade of a machine. */
export interface LeappState {
  /** The target's release, its first number; null where it is not known. */
  readonly to: string | null
  /** The same as Leapp was told it, `9.4`. */
  readonly release: string | null
  /** Why there is nothing that could go on after a reboot, a sentence; null where all is prepared. */
  readonly problem: string | null
}

/** The files of a machine, by its own paths. */
export interface MachineFiles {
  readonly has: (path: string) => boolean
  readonly list: (path: string) => readonly string[]
  readonly readText: (path: string) => string | undefined
  /** Where a path lies for who asks. */
  readonly resolve: (path: string) => string
}

/** Those of the machine that this runs on. */
export const ownFiles: MachineFiles = {
  has: existsSync,
  list: namesIn,
  readText: textOf,
  resolve: path => path,
}

/**
 * Reads how far Leapp has come on a machine; undefined where it has no Leapp. Prepared is an upgrade whose last run has ended
 * with the phase that wants a reboot, without an error, and whose userspace and packages are there.
 */
export function readLeappState(files: MachineFiles = ownFiles): LeappState | undefined {
  if (!files.has(leappPlaces.program)) return undefined
  const none = (problem: string): LeappState => ({to: null, release: null, problem})
  if (!files.has(leappPlaces.database)) {
    return none(`"leapp upgrade" has not been run: there is no ${leappPlaces.database}`)
  }
  try {
    const run = readLeappRun(files.resolve(leappPlaces.database))
    if (run === undefined) return none('"leapp upgrade" has not been run')
    const {path, release = null} = run
    return {to: path?.to ?? null, release, problem: problemOf(run, files) ?? null}
  } catch (error) {
    return none(`${leappPlaces.database} cannot be read: ${(error as Error).message}`)
  }
}

function problemOf(run: LeappRun, files: MachineFiles): string | undefined {
  if (run.errors > 0) return 'its last run has ended with errors: /var/log/leapp/leapp-report.txt'
  if (run.phase !== lastPhaseBeforeReboot || !run.isPhaseWhole) {
    const how = run.phase === undefined ? 'before its first phase' : `in its phase ${run.phase}`
    return `its last run has ended ${how}, and not with ${lastPhaseBeforeReboot}, which wants a reboot`
  }
  if (run.path === undefined)
    return 'its last run does not say from which release to which it leads'
  const userspace = leappUserspace(run.path.to)
  if (!files.has(posix.join(userspace, '/usr/bin/dnf')))
    return `its userspace is not there: ${userspace} has no dnf`
  if (!hasPackages(run, {files, userspace}))
    return `its packages are not there: nothing is downloaded below ${userspace}${cache}`
  return undefined
}

const cache = '/var/cache/dnf'

/** Those of a repository on this machine, and of an image of a disk, are not downloaded. */
function hasPackages(
  {hasIso}: LeappRun,
  {files, userspace}: {files: MachineFiles; userspace: string},
): boolean {
  if (hasIso || /^\s*baseurl\s*=\s*file:/m.test(files.readText(leappPlaces.repositories) ?? ''))
    return true
  const folder = posix.join(userspace, cache)
  return files
    .list(folder)
    .some(name =>
      files.list(posix.join(folder, name, 'packages')).some(file => file.endsWith('.rpm')),
    )
}

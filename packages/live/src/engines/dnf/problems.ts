import {join} from 'node:path'
import {limits} from '../../tables/limits.ts'
import {places} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'
import {databaseFolder} from './database-folder.ts'

/** More than somebody reads. */
const most = 20

/** What `dnf check` says of the source's packages, whoever has brought them: what is missing, there twice, or replaced. */
export function findProblems({live}: Pick<EngineContext, 'live'>): readonly string[] {
  const {root} = live.source
  // It reads no repository, and rpm finds the database where the source has it.
  const home = live.path(join(places.state, 'rpm-home'))
  const argv = [
    ...['dnf', '--noplugins', '--config=/dev/null', `--installroot=${root}`, '--releasever=/'],
    ...[`--setopt=reposdir=${home}`, `--setopt=cachedir=${home}/cache`, '--setopt=logdir=/tmp'],
    ...[`--rpmverbosity=error`, '--quiet', 'check'],
    ...['--dependencies', '--duplicates', '--obsoleted'],
  ]
  live.run(['mkdir', '-p', home])
  live.run(['tee', `${home}/.rpmmacros`], {input: `%_dbpath ${databaseFolder(live)}\n`})
  const {stdout} = live.run(argv, {
    environment: {...environment, HOME: home},
    seconds: limits.packages,
  })
  return parseProblems(stdout)
}

/** The problems that `dnf check` prints, a line each. */
export const parseProblems = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line =>
      / (has missing requires of|has installed conflict with|is a duplicate with|is obsoleted by) /.test(
        line,
      ),
    )
    .slice(0, most)

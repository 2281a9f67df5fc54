import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {AptTransaction} from '@livemode/config'
import type {FollowOptions} from '../../system/follow.ts'
import type {Answer} from '../../system/live-system.ts'
import {limits} from '../../tables/limits.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {correctClock} from '../payload/clock.ts'
import {transactionFile} from '../payload/payload.ts'
import {actOnSource, environment} from '../scripts/in-source.ts'
import {
  type AptPlaces,
  dpkgArguments,
  renderAptConfiguration,
  renderSourcesList,
} from './configuration.ts'
import {countInPlace, stepsOf} from './in-place.ts'
import {parseOwners} from './owners.ts'
import {absent, readPackageStates} from './package-states.ts'
import {planWords} from './plan.ts'
import {followApt, followDpkg} from './status-follower.ts'

/** apt and dpkg of the live system, as they act on the source's root. */
export interface Apt {
  /** Reads the indexes of the packages' folder, and holds them against their signatures. Throws a `Refusal`. */
  readonly update: () => void
  /** What a run of the plan would do now, as `apt-get -s` prints it. Throws a `Refusal` where it is not possible. */
  readonly simulate: () => string
  /** Runs the plan; gives apt's exit code. `goOn`: past what fails, with all that does not depend on it. */
  readonly install: (options: {readonly goOn: boolean}) => Promise<number | null>
  /** Configures what is unpacked; gives dpkg's exit code. */
  readonly configure: () => Promise<number | null>
  /** What is not right with the packages' database, see `dpkg --audit`; empty where all is. */
  readonly audit: () => string
  /** How the files of packages differ from what its database says, see `dpkg --verify`. */
  readonly verify: () => string
  /** The packages that have one of these files. */
  readonly ownersOf: (paths: readonly string[]) => readonly string[]
  /** Unpacks archives, by their paths in the folder of the packages; gives dpkg's exit code. */
  readonly unpack: (archives: readonly string[]) => Promise<number | null>
  /** The version of each package of which there is something, by its name with architecture. */
  readonly versions: () => ReadonlyMap<string, string>
  /** The version of each package that is installed wholly, by its name with architecture. */
  readonly installed: () => ReadonlyMap<string, string>
  /** Marks packages as installed for others' sake, see apt-mark(8). */
  readonly markAutomatic: (packages: readonly string[]) => void
}

/** Makes what apt works with. Nothing of it changes the source's packages. */
export function openApt(context: EngineContext, transaction: AptTransaction): Apt {
  const {live} = context
  const {root} = live.source
  const where = makePlaces(context, transaction)
  const ownEnvironment = {...environment, APT_CONFIG: where.configuration}
  const ask = (argv: readonly string[]) =>
    live.run(argv, {environment: ownEnvironment, seconds: limits.packages})
  const act = (argv: readonly string[], options: Partial<FollowOptions> = {}) =>
    actOnSource(context, argv, {...options, environment: ownEnvironment})
  const dpkg = ['dpkg', ...dpkgArguments(root, transaction.dpkgOptions)]
  const states = () => readPackageStates(context, transaction)
  const inPlace = () => countInPlace(states(), transaction)
  const versionsWhere = (isMeant: (state: string) => boolean) =>
    new Map(
      [...states()].flatMap(([name, {state, version}]) =>
        isMeant(state) ? [[name, version] as const] : [],
      ),
    )
  const words = () => {
    const present = [...states()].filter(([, {state}]) => !absent.includes(state))
    return planWords(transaction, new Set(present.map(([name]) => name)))
  }
  return {
    update() {
      // What a loss of power has left of these may be empty.
      for (const name of ['lists', 'cache'])
        rmSync(join(where.state, name), {recursive: true, force: true})
      makeState(where)
      correctClock(live, join(where.packages, transactionFile))
      assertDone(ask(['apt-get', '--quiet', 'update']), 'the packages’ folder')
    },
    simulate: () =>
      assertDone(ask(['apt-get', '--simulate', '--fix-broken', 'install', ...words()]), 'the plan')
        .stdout,
    install({goOn}) {
      const from = (100 * inPlace()) / stepsOf(transaction)
      return act(
        [
          'apt-get',
          '--option=APT::Status-Fd=3',
          ...(goOn ? ['--option=DPkg::StopOnError=false'] : []),
          ...['--quiet', '--fix-broken', 'install', ...words()],
        ],
        followApt(context, {from}),
      )
    },
    configure: () =>
      act(
        [...dpkg, '--status-fd=3', '--configure', '--pending'],
        followDpkg(context, {done: inPlace(), steps: stepsOf(transaction)}),
      ),
    audit() {
      const {code, stdout} = ask([...dpkg, '--audit'])
      if (code === null || code > 1)
        throw new Refusal('dpkg cannot say whether packages are in order')
      return stdout.trim()
    },
    verify: () => ask([...dpkg, '--verify']).stdout,
    ownersOf: paths =>
      parseOwners(ask(['dpkg-query', `--root=${root}`, '--search', ...paths]).stdout),
    unpack: archives =>
      act([...dpkg, '--unpack', ...archives.map(path => join(where.packages, path))]),
    versions: () => versionsWhere(state => !absent.includes(state)),
    installed: () => versionsWhere(state => state === 'installed'),
    markAutomatic(packages) {
      if (packages.length === 0) return
      assertDone(ask(['apt-mark', 'auto', ...packages]), 'the marks of packages')
    },
  }
}

function makePlaces(context: EngineContext, transaction: AptTransaction): AptPlaces {
  const {live} = context
  const packages = live.source.resolve(sourcePlaces.packages)
  const state = live.source.resolve(sourcePlaces.aptState)
  const folder = live.path(`${places.state}/apt`)
  const where: AptPlaces = {
    root: live.source.root,
    packages,
    state,
    configuration: join(folder, 'apt.conf'),
    sourcesList: join(folder, 'sources.list'),
  }
  mkdirSync(folder, {recursive: true})
  makeState(where)
  writeFileSync(where.configuration, renderAptConfiguration(where, transaction))
  writeFileSync(where.sourcesList, renderSourcesList(where, transaction))
  return where
}

function makeState({state}: AptPlaces): void {
  for (const name of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(state, name), {recursive: true})
}

function assertDone(answer: Answer, what: string): Answer {
  if (answer.code === 0) return answer
  const lines = `${answer.stdout}\n${answer.stderr}`.split('\n').filter(line => line.trim() !== '')
  const reasons = lines.filter(line => line.startsWith('E: '))
  const said = (reasons.length > 0 ? reasons : lines.slice(-3)).join(' ')
  throw new Refusal(`apt does not agree with ${what}: ${said}`)
}

import {homedir, hostname} from 'node:os'
import {join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {connectEngine, Session, sweepContainers} from '@livemode/container'
import {type Progress, plainProgress, showProgress} from '@livemode/livemode'
import pLimit from 'p-limit'
import {renderLine} from '../machine/console.ts'
import type {ScenarioResult} from '../run/result.ts'
import {runScenario} from '../run/scenario.ts'
import {takeTurn} from '../run/turn.ts'
import {type ScenarioId, scenarios} from '../scenarios/index.ts'
import {sweepTemporaryFolders} from '../temporary-folder.ts'
import type {BootRequest} from './arguments.ts'

interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly output: NodeJS.WriteStream
  /** Gets the result of each scenario as soon as it has ended. */
  readonly onResult?: (result: ScenarioResult) => void
}

const defaultOut = fileURLToPath(new URL('../../../out/boot', import.meta.url))

/** Runs scenarios, as many at a time as `jobs` says; what they need is made one after the other. */
export async function runScenarios(
  args: BootRequest,
  {environment, signal, output, onResult = () => {}}: Surroundings,
): Promise<readonly ScenarioResult[]> {
  const print = (line: string) => {
    output.write(`${line}\n`)
  }
  const engine = await connectEngine(environment)
  await sweepContainers(engine, {hostname: hostname()})
  await sweepTemporaryFolders()
  const owner = {hostname: hostname(), pid: process.pid}
  await using session = new Session(engine, {owner, signal})
  const cache = findCache(environment)
  await using _turn = await takeTurn({
    folder: cache,
    signal,
    onWait: () => print(`waiting for another run to end, which uses ${cache} too`),
  })
  const isAlone = args.scenarios.length === 1 || args.jobs === 1
  const showsConsole = args.console ?? (args.scenarios.length === 1 && output.isTTY)
  const progressOf = (id: ScenarioId) => {
    if (!isAlone) return plainProgress(line => print(`${id}: ${line}`))
    return showsConsole ? plainProgress(print) : indented(print, output)
  }
  const context = {
    session,
    owner,
    cache,
    out: args.out === undefined ? defaultOut : resolve(args.out),
    artifacts: args.artifacts,
    onConsole: showsConsole
      ? (line: Parameters<typeof renderLine>[0]) => print(renderLine(line))
      : undefined,
    // What one of them makes, the next one finds made.
    preparing: pLimit(1),
  }
  const running = pLimit(args.jobs)
  const outcomes = await Promise.allSettled(
    (isAlone ? args.scenarios : longestFirst(args.scenarios)).map(id =>
      running(async () => {
        if (isAlone) print(`${id}:`)
        const result = await runScenario({...context, progress: progressOf(id)}, id)
        onResult(result)
        return result
      }),
    ),
  )
  return outcomes.map(outcome => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}

/** Side by side, the longest one must not be left over: that with the most boots. */
const longestFirst = (ids: readonly ScenarioId[]): readonly ScenarioId[] =>
  ids.toSorted((one, other) => scenarios[other].boots.length - scenarios[one].boots.length)

/** Where what can be made again is kept, see the XDG Base Directory Specification. */
export function findCache(environment: Surroundings['environment']): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'livemode')
}

const indented = (print: (line: string) => void, output: NodeJS.WriteStream): Progress =>
  output.isTTY ? showProgress(output) : plainProgress(line => print(`  ${line}`))

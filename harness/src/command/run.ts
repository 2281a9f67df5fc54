import {homedir, hostname} from 'node:os'
import {join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {connectEngine, Session, sweepContainers} from '@livemode/container'
import {type Progress, plainProgress, showProgress} from '@livemode/livemode'
import {renderLine} from '../machine/console.ts'
import type {ScenarioResult} from '../run/result.ts'
import {runScenario} from '../run/scenario.ts'
import {takeTurn} from '../run/turn.ts'
import {sweepTemporaryFolders} from '../temporary-folder.ts'
import type {BootRequest} from './arguments.ts'

interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly output: NodeJS.WriteStream
}

const defaultOut = fileURLToPath(new URL('../../../out/boot', import.meta.url))

/** Runs scenarios one after the other: the machine has room for one virtual machine. */
export async function runScenarios(
  args: BootRequest,
  {environment, signal, output}: Surroundings,
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
  const showsConsole = args.console ?? (args.scenarios.length === 1 && output.isTTY)
  const results: ScenarioResult[] = []
  for (const id of args.scenarios) {
    print(`${id}:`)
    const context = {
      session,
      owner,
      cache,
      out: args.out === undefined ? defaultOut : resolve(args.out),
      progress: showsConsole ? plainProgress(print) : indented(print, output),
      artifacts: args.artifacts,
      onConsole: showsConsole
        ? (line: Parameters<typeof renderLine>[0]) => print(renderLine(line))
        : undefined,
    }
    results.push(await runScenario(context, id))
  }
  return results
}

/** Where what can be made again is kept, see the XDG Base Directory Specification. */
export function findCache(environment: Surroundings['environment']): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'livemode')
}

const indented = (print: (line: string) => void, output: NodeJS.WriteStream): Progress =>
  output.isTTY ? showProgress(output) : plainProgress(line => print(`  ${line}`))

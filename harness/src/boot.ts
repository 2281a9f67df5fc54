import {LivemodeError, renderError} from '@livemode/config'
import {parseBootArguments} from './command/arguments.ts'
import {runScenarios} from './command/run.ts'
import {helpText, renderList, renderResults} from './command/text.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interruption.abort(new Error(`interrupted by ${signal}`)))
}

process.exit(await main(process.argv.slice(2)))

async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = parseBootArguments(argv)
    if (args.kind !== 'run') {
      process.stdout.write(args.kind === 'help' ? helpText : renderList())
      return 0
    }
    const surroundings = {
      environment: process.env,
      signal: interruption.signal,
      output: process.stdout,
    }
    const results = await runScenarios(args, surroundings)
    process.stdout.write(renderResults(results))
    return results.every(({passed}) => passed) ? 0 : 1
  } catch (error) {
    const {aborted, reason} = interruption.signal
    process.stderr.write(`boot: ${aborted ? reason.message : renderError(error)}\n`)
    if (aborted) return 130
    return error instanceof LivemodeError ? error.exitCode : 1
  }
}

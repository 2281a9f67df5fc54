#!/usr/bin/env node
import {LivemodeError, renderError} from '@livemode/config'
import {parseArguments} from './arguments.ts'
import type {Context} from './commands/command.ts'
import {commands} from './commands/index.ts'
import {helpText} from './help.ts'
import {showProgress} from './progress.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interruption.abort(new Error(`interrupted by ${signal}`)))
}
// Whoever reads the output may have enough of it.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
})

process.exit(await main(process.argv.slice(2)))

async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = parseArguments(argv)
    if (!args) process.stdout.write(helpText)
    else await commands[args.command].run(args, context())
    return 0
  } catch (error) {
    const {aborted, reason} = interruption.signal
    process.stderr.write(`livemode: ${aborted ? reason.message : renderError(error)}\n`)
    if (aborted) return 130
    return error instanceof LivemodeError ? error.exitCode : 1
  }
}

function context(): Context {
  return {
    environment: process.env,
    signal: interruption.signal,
    progress: showProgress(process.stderr),
    print: text => process.stdout.write(`${text}\n`),
  }
}

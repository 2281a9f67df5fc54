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
// Whoever reads the output may have enough of it, or be gone with the terminal: what is being done, or undone,
// comes to its end all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (!['EPIPE', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  })
}

process.exit(await main(process.argv.slice(2)))

async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = parseArguments(argv)
    if (!args) process.stdout.write(helpText)
    else await commands[args.command].run(args, context())
    return 0
  } catch (error) {
    const {aborted, reason} = interruption.signal
    const isNotUndone = error instanceof LivemodeError && error.code === 'NOT_UNDONE'
    const isInterrupted = aborted && !isNotUndone
    process.stderr.write(`livemode: ${isInterrupted ? reason.message : renderError(error)}\n`)
    if (isInterrupted) return 130
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

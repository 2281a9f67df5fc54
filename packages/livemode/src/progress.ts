import {performance} from 'node:perf_hooks'
import {visible} from '@livemode/config'
import type {Log} from '@livemode/userspace'
import {Listr, ListrLogger, ProcessOutput} from 'listr2'

/** Follows a piece of work, step by step, for a reader. */
export interface Progress {
  /** Runs one step under its title; the lines that it logs may be shown meanwhile. */
  step<T>(title: string, run: (log: Log) => Promise<T>): Promise<T>
  /** The seconds that each step took, by title. */
  readonly timings: Readonly<Record<string, number>>
}

/** Shows progress on a stream: as live lines on a terminal, else as plain lines. */
export const showProgress = (stream: NodeJS.WriteStream): Progress =>
  stream.isTTY
    ? terminalProgress(stream)
    : plainProgress(line => {
        stream.write(`${visible(line)}\n`)
      })

/** Prints one line when a step starts and one when it is done. */
export function plainProgress(print: (line: string) => void): Progress {
  const timings: Record<string, number> = {}
  const step = async <T>(title: string, run: (log: Log) => Promise<T>) => {
    print(`${title} …`)
    const {result, seconds} = await timed(() => run(() => {}))
    timings[title] = seconds
    print(`${title}: ${seconds.toFixed(1)} s`)
    return result
  }
  return {timings, step}
}

function terminalProgress(stream: NodeJS.WriteStream): Progress {
  const timings: Record<string, number> = {}
  const logger = new ListrLogger({processOutput: new ProcessOutput(stream, stream)})
  const step = async <T>(title: string, run: (log: Log) => Promise<T>) => {
    const list = new Listr<{result?: T}>(
      {
        title: visible(title),
        task: async (context, task) => {
          const show = (line: string) => {
            task.output = visible(line)
          }
          const {result, seconds} = await timed(() => run(show))
          context.result = result
          timings[title] = seconds
          task.title = `${visible(title)}: ${seconds.toFixed(1)} s`
        },
      },
      // Signals are the command's: whoever sits below has to take its containers away first.
      {registerSignalListeners: false, rendererOptions: {logger, showErrorMessage: false}},
    )
    return (await list.run({})).result as T
  }
  return {timings, step}
}

/** Seconds with one digit. */
async function timed<T>(run: () => Promise<T>): Promise<{result: T; seconds: number}> {
  const start = performance.now()
  const result = await run()
  return {result, seconds: Math.round((performance.now() - start) / 100) / 10}
}

import {readdir, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'

export interface Counts {
  readonly passed: number
  readonly failed: number
}

const summaries = '.turbo/runs'

/** Takes away what an interrupted run has left: it would be counted as that of the next one. */
export const removeSummaries = (): Promise<void> => rm(summaries, {recursive: true, force: true})

/**
 * Counts the tests of the last `turbo run --summarize`: what the runners themselves wrote at the end of
 * each task's log. A task that failed without naming a failed test, lint for one, counts as one.
 */
export async function readCounts(): Promise<Counts> {
  const [name] = await readdir(summaries)
  if (name === undefined) throw new Error(`turbo left no summary in ${summaries}`)
  const {tasks} = JSON.parse(await readFile(join(summaries, name), 'utf8')) as {tasks: Task[]}
  await rm(summaries, {recursive: true})
  const counts = await Promise.all(tasks.map(countTask))
  return {
    passed: counts.reduce((sum, {passed}) => sum + passed, 0),
    failed: counts.reduce((sum, {failed}) => sum + failed, 0),
  }
}

interface Task {
  readonly logFile: string
  readonly execution?: {readonly exitCode?: number}
}

async function countTask({logFile, execution}: Task): Promise<Counts> {
  const log = await readFile(logFile, 'utf8').catch(() => '')
  const passed = lastNumber(log, /(\d+) (?:tests? )?passed/g)
  const failed = lastNumber(log, /(\d+) (?:tests? )?failed/g)
  const unnamed = (execution?.exitCode ?? 0) !== 0 && failed === 0
  return {passed, failed: unnamed ? 1 : failed}
}

const lastNumber = (text: string, pattern: RegExp) =>
  Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0)

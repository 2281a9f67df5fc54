import {readdirSync} from 'node:fs'
import type {LiveSystem} from './live-system.ts'

/** A process as /proc shows it, see proc_pid_stat(5). */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
  /** Its command line; its name in brackets where it has none. */
  readonly command: string
}

/** All processes below one, parents before their children. */
export function processesBelow(
  live: Pick<LiveSystem, 'path' | 'readText'>,
  pid: number,
): readonly Process[] {
  const all = readdirSync(live.path('/proc'))
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => readProcess(live, Number(name)) ?? [])
  const below = (parent: number): readonly Process[] =>
    all.filter(one => one.parent === parent).flatMap(one => [one, ...below(one.pid)])
  return below(pid)
}

function readProcess(live: Pick<LiveSystem, 'readText'>, pid: number): Process | undefined {
  // The name is anything at all, brackets among it.
  const [, name, parent] =
    /^\d+ \((.*)\) \S (\d+) /s.exec(live.readText(`/proc/${pid}/stat`) ?? '') ?? []
  if (name === undefined) return undefined
  const words = (live.readText(`/proc/${pid}/cmdline`) ?? '').split('\0').join(' ').trim()
  return {pid, parent: Number(parent), name, command: words === '' ? `[${name}]` : words}
}

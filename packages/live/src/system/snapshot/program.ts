import {Refusal} from '../../engines/engine.ts'
import {limits} from '../../tables/limits.ts'
import type {LiveSystem} from '../live-system.ts'

/** More than one of them is not of use in a sentence. */
const mostArguments = 500

/** Runs a program of the live system that takes its time. Throws a `Refusal` with its last words where it fails. */
export async function runLong(live: LiveSystem, argv: readonly string[]): Promise<void> {
  let last = ''
  const code = await live.follow(argv, {
    environment: {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8'},
    onLine: line => {
      last = line
    },
    // Whoever copies says nothing.
    silence: {seconds: limits.question, act: async () => {}},
  })
  if (code !== 0) throw new Refusal(last === '' ? `${argv[0]} has ended with ${code}` : last)
}

/** The same with so many names that one call does not take them. */
export async function runOverNames(
  live: LiveSystem,
  argv: readonly string[],
  names: readonly string[],
): Promise<void> {
  for (let from = 0; from < names.length; from += mostArguments)
    await runLong(live, [...argv, ...names.slice(from, from + mostArguments)])
}

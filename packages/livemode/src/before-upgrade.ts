import {posix} from 'node:path'
import {runProgram} from '@livemode/bootentry'
import {sourcePlaces} from '@livemode/live'

/** A file for the first boot of the upgraded system, which compares itself with it. */
interface Expectation {
  readonly path: string
  readonly mode: number
  readonly content: string
}

/**
 * What runs on this machine before its upgrade: the units that have failed, and the ports that are listened on. What
 * cannot be asked here is not asked afterwards.
 */
export async function readExpectations(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Expectation[]> {
  const asked = await Promise.all(
    Object.entries(questions).map(async ([name, {argv, parse}]) => {
      try {
        const answer = await runProgram(argv, {environment})
        return [{path: posix.join(sourcePlaces.firstBoot, name), lines: parse(answer.toString())}]
      } catch {
        return []
      }
    }),
  )
  return asked
    .flat()
    .map(({path, lines}) => ({path, mode: 0o644, content: lines.map(line => `${line}\n`).join('')}))
}

const questions = {
  units: {
    argv: ['systemctl', 'list-units', '--failed', '--plain', '--no-legend', '--no-pager'],
    parse: parseFailedUnits,
  },
  ports: {
    argv: ['ss', '--listening', '--tcp', '--udp', '--numeric', '--no-header'],
    parse: parsePorts,
  },
} as const

/** The names of units that `systemctl list-units` lists, sorted as sort(1) does with bytes. */
export function parseFailedUnits(text: string): readonly string[] {
  return unique(text.split('\n').map(line => line.split(' ')[0] ?? ''))
}

/** What `ss` lists, as `tcp 22`: addresses may be others afterwards. */
export function parsePorts(text: string): readonly string[] {
  return unique(
    text.split('\n').map(line => {
      const [, protocol, port] = /^(tcp|udp)\s.*[:\s](\d+)\s+\S+\s*$/.exec(line) ?? []
      return protocol === undefined ? '' : `${protocol} ${port}`
    }),
  )
}

const unique = (lines: readonly string[]) =>
  [...new Set(lines)].filter(line => line !== '').toSorted()

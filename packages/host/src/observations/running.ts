import {type Asking, readProgram} from '../program.ts'

/** What to ask a running system for, and what the answer says. */
export const runningQuestions = {
  units: {
    argv: ['systemctl', 'list-units', '--failed', '--plain', '--no-legend', '--no-pager'],
    parse: parseFailedUnits,
  },
  ports: {
    argv: ['ss', '--listening', '--tcp', '--udp', '--numeric', '--no-header'],
    parse: parsePorts,
  },
} as const

/** What runs on this machine, in words that can be compared later; null where it cannot be asked. */
export async function readRunning(
  question: keyof typeof runningQuestions,
  asking: Asking,
): Promise<readonly string[] | null> {
  const {argv, parse} = runningQuestions[question]
  try {
    return parse(await readProgram(argv, asking))
  } catch {
    return null
  }
}

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

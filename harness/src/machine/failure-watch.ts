import {type Signature, signatures} from '../signatures.ts'
import type {ConsoleLine} from './console.ts'
import {type BootFailure, findFailure} from './failure.ts'

/** Looks for the failure of a boot in the lines of its console. */
export interface FailureWatch {
  readonly failed: Promise<BootFailure>
  /** The failure, once `failed` is resolved. */
  readonly failure: BootFailure | undefined
  take(line: ConsoleLine): void
  /** Says which system must come up from now on. */
  expect(system: string | undefined): void
  /** Says that no line will come any more. */
  end(): void
}

/**
 * What belongs together comes from several programs, and not always in the same order: of all that is
 * found within this time the row that stands first in the table counts.
 */
const settleMilliseconds = 700

export function watchForFailure(start: {system: string | undefined}): FailureWatch {
  let {system} = start
  const failed = Promise.withResolvers<BootFailure>()
  const found: BootFailure[] = []
  const texts = new Map<BootFailure['id'], Set<string>>()
  let failure: BootFailure | undefined
  let timer: NodeJS.Timeout | undefined

  function settle(): void {
    clearTimeout(timer)
    failure ??= found.toSorted((a, b) => rank(a) - rank(b))[0]
    if (failure) failed.resolve(failure)
  }

  /** Counts different lines: one may come twice, without its end and with it. */
  function isSeenEnough({id, line}: BootFailure): boolean {
    const seen = (texts.get(id) ?? new Set()).add(line.text)
    texts.set(id, seen)
    return seen.size >= timesOf(id)
  }

  return {
    failed: failed.promise,
    get failure() {
      return failure
    },
    take(line) {
      const next = failure ? undefined : findFailure(line, {system})
      if (next === undefined || !isSeenEnough(next)) return
      found.push(next)
      timer ??= setTimeout(settle, settleMilliseconds)
    },
    expect(other) {
      system = other
    },
    end: settle,
  }
}

function timesOf(id: BootFailure['id']): number {
  const row: Signature | undefined = id === 'wrong-root' ? undefined : signatures[id]
  return row?.times ?? 1
}

/** The place in the table; the wrong root, which no row can tell, comes first. */
const rank = ({id}: BootFailure) => Object.keys(signatures).indexOf(id)

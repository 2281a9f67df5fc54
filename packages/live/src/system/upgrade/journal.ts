import {fdatasyncSync, fsyncSync} from 'node:fs'
import {places} from '../../tables/places.ts'
import {sayOnConsoles} from '../end.ts'
import type {LiveSystem} from '../live-system.ts'

/** Appends the journal of this boot to a log, as it comes, until it is ended. */
export interface JournalCopy {
  /** Appends what has come last, and has all of it on the disk. */
  readonly end: () => Promise<void>
}

/**
 * Copies the journal to a log that is open, every second: each entry once, which a cursor makes sure of. What is in the
 * log survives a loss of power. Progress with carriage returns is not left out, nor is what is no UTF-8.
 */
export function copyJournal(live: LiveSystem, log: number): JournalCopy {
  const ending = new AbortController()
  const copying = copyUntil(live, {log, signal: ending.signal})
  return {
    async end() {
      ending.abort()
      await copying
      live.run(['journalctl', '--sync'])
      await attempt(live, async () => {
        await append(live, log)
        fsyncSync(log)
      })
    },
  }
}

async function copyUntil(
  live: LiveSystem,
  {log, signal}: {log: number; signal: AbortSignal},
): Promise<void> {
  while (!signal.aborted) {
    // A log that cannot be written must not end what it tells of.
    await attempt(live, async () => {
      await append(live, log)
      fdatasyncSync(log)
    })
    await live.wait(1, signal)
  }
}

async function attempt(live: LiveSystem, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    sayOnConsoles(live, `the log cannot be written: ${(error as Error).message}`)
  }
}

const append = (live: LiveSystem, log: number) =>
  live.append(
    [
      'journalctl',
      ...['--boot', '--all', '--no-pager', '--quiet'],
      `--cursor-file=${live.path(places.state)}/cursor`,
    ],
    log,
  )

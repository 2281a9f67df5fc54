import {LivemodeError} from '@livemode/config'
import {parseKernelCommandLine} from '@livemode/host'
import {planCommandLine} from './command-line.ts'
import type {BootEntry} from './entry.ts'
import type {HeldEntry} from './loaders/index.ts'

/**
 * Compares what a loader holds with what was planned, and throws `ENTRY_WRONG` with every difference.
 * Where the entry started as a copy of the default one it may have more arguments than planned, as long
 * as a live boot can bear them.
 */
export function assertHeld(
  held: HeldEntry | null,
  {entry, isCopyOfDefault}: {entry: BootEntry; isCopyOfDefault: boolean},
): asserts held {
  const problems = held ? differences(held, {entry, isCopyOfDefault}) : ['it is not there']
  if (problems.length === 0) return
  const lines = problems.map(problem => `\n    ${problem}`).join('')
  throw new LivemodeError('ENTRY_WRONG', `the boot entry is not what was planned:${lines}`)
}

/**
 * What a copy of the default entry has that a live boot cannot bear, as written. A bare name of an added argument is none:
 * what is added comes behind what was copied, and the last one counts.
 */
export function surplusOf(
  held: HeldEntry,
  {arguments: {add}}: Pick<BootEntry, 'arguments'>,
): readonly string[] {
  const added = parseKernelCommandLine(add.join(' ')).map(({name}) => name)
  return planCommandLine(held.cmdline, add).remove.filter(text => !added.includes(text))
}

/** Throws `ENTRY_WRONG` when the loader would boot the entry again and again. */
export function assertNotDefault(
  standing: string | null,
  {entry, held, choosing}: {entry: BootEntry; held: HeldEntry; choosing: string},
): void {
  if (standing !== held.id && standing !== entry.kernel) return
  throw new LivemodeError(
    'ENTRY_WRONG',
    'the boot loader would take the boot entry for its default one',
    {hint: `say which entry this machine boots by default: ${choosing}`},
  )
}

function differences(
  held: HeldEntry,
  {entry, isCopyOfDefault}: {entry: BootEntry; isCopyOfDefault: boolean},
): readonly string[] {
  const values: readonly (readonly [string, string, string])[] = [
    ['title', held.title, entry.title],
    ['kernel', nameOf(held.kernel), nameOf(entry.kernel)],
    ['initramfs', nameOf(held.initramfs), nameOf(entry.initramfs)],
  ]
  const has = argumentsOf(held.cmdline)
  const missing = argumentsOf(isCopyOfDefault ? entry.arguments.add.join(' ') : entry.cmdline)
  const tooMuch = isCopyOfDefault
    ? surplusOf(held, entry)
    : has.filter(argument => !argumentsOf(entry.cmdline).includes(argument))
  return [
    ...values
      .filter(([, is, should]) => is !== should)
      .map(([what, is, should]) => `its ${what} is ${is} instead of ${should}`),
    ...missing
      .filter(argument => !has.includes(argument))
      .map(argument => `${argument} is missing`),
    ...tooMuch.map(argument => `${argument} is in it`),
  ]
}

/** A loader sees the file systems in its own way; the last name of a path is the same everywhere. */
const nameOf = (path: string) => path.replace(/.*\//, '')

/** However an argument is quoted, it is the same. */
const argumentsOf = (cmdline: string) =>
  parseKernelCommandLine(cmdline).map(({name, value}) =>
    value === null ? name : `${name}=${value}`,
  )

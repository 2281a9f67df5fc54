import {renderEnd, renderTimeLeft} from './line.ts'
import type {Progress} from './progress.ts'
import {cut, plainText, wrap} from './text.ts'

/** What a screen shows. */
export interface Shown {
  /** Undefined before the upgrade has begun. */
  readonly progress: Progress | undefined
  /** What was said on every console. */
  readonly messages: readonly string[]
  /** The lines of the log, the last one last. */
  readonly log: readonly string[]
}

interface Size {
  readonly columns: number
  readonly rows: number
}

/** Renders a screen of that size: how far the upgrade has come, and below that the end of its log. */
export function renderScreen({progress, messages, log}: Shown, size: Size): string {
  const {columns, rows} = size
  const head = renderHead(progress, size)
  const said = lastRows(messages, {columns, rows: Math.floor(rows / 3)})
  const top = [...head, ...said, '-'.repeat(columns)]
  const logRows = lastRows(log.filter(isNoKernelLine).map(withoutHost), {
    columns,
    rows: rows - top.length,
  })
  return [...top, ...logRows].slice(0, rows).join('\n')
}

function renderHead(progress: Progress | undefined, {columns, rows}: Size): readonly string[] {
  if (progress === undefined) return [cut('The upgrade has not begun.', columns)]
  const {source, target, phase, place, of, about, result} = progress
  const title = cut(plainText(`Upgrade of ${source} to ${target}`), columns)
  if (result !== 'running') {
    // A reason may be long, and the log is of use below it.
    return [title, ...wrap(renderEnd(progress), columns).slice(0, Math.ceil(rows / 3))]
  }
  const state = phase === '' ? 'begins' : `phase ${place} of ${of}: ${phase}`
  const left = renderTimeLeft(progress)
  return [
    title,
    renderBar(progress, columns),
    cut(left === '' ? state : `${state}, ${left}`, columns),
    cut(plainText(about), columns),
  ]
}

function renderBar({percent}: Progress, columns: number): string {
  const number = `${percent} %`.padStart(6)
  const width = columns - number.length - 2
  // On a screen that narrow a number says more.
  if (width < 10) return cut(number.trim(), columns)
  const done = Math.round((width * percent) / 100)
  return `[${'#'.repeat(done)}${'.'.repeat(width - done)}]${number}`
}

/** The last rows that some lines take on a screen. */
function lastRows(lines: readonly string[], {columns, rows}: Size): readonly string[] {
  if (rows <= 0) return []
  // Each takes one at least.
  return lines
    .slice(-rows)
    .flatMap(line => wrap(plainText(line), columns))
    .slice(-rows)
}

/** As journalctl shows them: what the kernel says is in the log, and no part of the upgrade. */
const isNoKernelLine = (line: string) => !/^\w{3} [ \d]\d [\d:]{8} \S+ kernel: /.test(line)

/** The day and the host's name take the width of a screen, and are always the same. */
const withoutHost = (line: string) => line.replace(/^\w{3} [ \d]\d ([\d:]{8}) \S+ /, '$1 ')

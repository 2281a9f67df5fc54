// A screen shows how far the upgrade has come, and the end of its log below that, whatever its size and whatever is said.
import test from 'ava'
import {renderLine} from './line.ts'
import type {Progress} from './progress.ts'
import {renderScreen} from './screen.ts'
import {renderFrame} from './terminal.ts'
import {cellsOf} from './text.ts'

const running: Progress = {
  source: 'Debian GNU/Linux 12 (bookworm)',
  target: 'Debian GNU/Linux 13 (trixie)',
  phase: 'transaction',
  place: 2,
  of: 6,
  percent: 38,
  about: 'Unpacking libc6 (amd64)',
  minutesLeft: 12,
  result: 'running',
  reason: '',
}
const log = [
  'Nov 27 10:00:00 debian kernel: usb 1-1: new device',
  ...Array.from({length: 40}, (_, index) => `Nov 27 10:00:01 debian live.mjs[8]: line ${index}`),
]
const rowsOf = (screen: string) => screen.split('\n')
const cells = (text: string) => [...text].reduce((sum, character) => sum + cellsOf(character), 0)

test('80 columns and 25 rows', t => {
  const rows = rowsOf(renderScreen({progress: running, messages: [], log}, {columns: 80, rows: 25}))
  t.is(rows.length, 25)
  t.deepEqual(rows.slice(0, 7), [
    'Upgrade of Debian GNU/Linux 12 (bookworm) to Debian GNU/Linux 13 (trixie)',
    '[###########################.............................................]  38 %',
    'phase 2 of 6: transaction, about 12 minutes left',
    'Unpacking libc6 (amd64)',
    '-'.repeat(80),
    '10:00:01 live.mjs[8]: line 20',
    '10:00:01 live.mjs[8]: line 21',
  ])
  t.is(rows.at(-1), '10:00:01 live.mjs[8]: line 39')
})

test('narrow', t => {
  const screen = renderScreen(
    {progress: running, messages: ['livemode: something to do'], log: log.slice(0, 3)},
    {columns: 40, rows: 12},
  )
  t.deepEqual(rowsOf(screen), [
    'Upgrade of Debian GNU/Linux 12 (bookworm',
    '[############....................]  38 %',
    'phase 2 of 6: transaction, about 12 minu',
    'Unpacking libc6 (amd64)',
    'livemode: something to do',
    '-'.repeat(40),
    '10:00:01 live.mjs[8]: line 0',
    '10:00:01 live.mjs[8]: line 1',
  ])
})

test('very narrow, very wide, and hardly any rows: never more than there is room for', t => {
  const about = `日本語${'x'.repeat(500)}`
  const shown = {
    progress: {...running, about},
    messages: ['日'.repeat(100), 'a'.repeat(500)],
    log: ['日本語のログ'.repeat(50), ...log],
  }
  for (const columns of [1, 2, 9, 19, 40, 81, 400, 2000]) {
    for (const rows of [1, 2, 4, 6, 25, 120]) {
      const lines = rowsOf(renderScreen(shown, {columns, rows}))
      t.true(lines.length <= rows, `${columns} × ${rows}`)
      t.true(
        lines.every(line => cells(line) <= columns),
        `${columns} × ${rows}`,
      )
    }
  }
  t.is(rowsOf(renderScreen(shown, {columns: 12, rows: 25}))[1], '38 %')
})

test('what packages say moves no cursor and changes no colour', t => {
  const text = '\u001b[2J\u001b[31mSetting up\u0007 x\r\u0000\u202e'
  const screen = renderScreen(
    {progress: {...running, about: text}, messages: [text], log: [text]},
    {columns: 80, rows: 25},
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  t.notRegex(screen, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  t.deepEqual(rowsOf(screen).slice(3), [
    'Setting up x ',
    'Setting up x ',
    '-'.repeat(80),
    'Setting up x ',
  ])
})

test('before it begins, and when it has ended', t => {
  const size = {columns: 60, rows: 9}
  t.is(
    renderScreen({progress: undefined, messages: [], log: []}, size),
    `The upgrade has not begun.\n${'-'.repeat(60)}`,
  )
  const reason = `3 packages are not as planned: ${'x'.repeat(60)}`
  const ended = {...running, result: 'failure', reason} as const
  t.deepEqual(rowsOf(renderScreen({progress: ended, messages: [], log: ['a']}, size)), [
    'Upgrade of Debian GNU/Linux 12 (bookworm) to Debian GNU/Linu',
    `the upgrade failed: 3 packages are not as planned: ${'x'.repeat(9)}`,
    'x'.repeat(51),
    '-'.repeat(60),
    'a',
  ])
})

test('the same in a line', t => {
  t.is(
    renderLine(running),
    '38 %: transaction (2 of 6), Unpacking libc6 (amd64), about 12 minutes left',
  )
  t.is(
    renderLine({...running, about: 'a\u001b[2Jb\nc', minutesLeft: 1}).slice(6),
    'transaction (2 of 6), ab c, about a minute left',
  )
  t.is(renderLine({...running, about: '', minutesLeft: null}), '38 %: transaction (2 of 6)')
  t.is(renderLine({...running, phase: '', place: 0}), 'the upgrade begins')
  t.is(renderLine({...running, result: 'success'}), 'the upgrade succeeded')
  t.is(
    renderLine({...running, result: 'failure', reason: 'no\nspace'}),
    'the upgrade failed: no space',
  )
})

test('a terminal draws each row over what was there', t => {
  t.is(renderFrame('a\nb', 3), '\u001b[H\u001b[2Ka\r\n\u001b[2Kb\r\n\u001b[2K')
})

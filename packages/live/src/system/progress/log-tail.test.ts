// The end of a log is followed when it comes late, grows, is rotated, and is larger than anybody reads.
import {appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {openLogTail} from './log-tail.ts'

function start(t: ExecutionContext) {
  const folder = mkdtempSync(join(tmpdir(), 'livemode-log-'))
  t.teardown(() => rmSync(folder, {recursive: true}))
  return {log: join(folder, 'log'), link: join(folder, 'link')}
}

test('late, growing by halves of lines, and rotated: what was read stays', t => {
  const {log, link} = start(t)
  symlinkSync(log, link)
  const tail = openLogTail(link)
  t.deepEqual(tail.read(), [])
  writeFileSync(log, 'first\nsec')
  t.deepEqual(tail.read(), ['first'])
  appendFileSync(log, 'ond\nthird\n')
  t.deepEqual(tail.read(), ['first', 'second', 'third'])
  renameSync(log, `${log}.1`)
  t.deepEqual(tail.read(), ['first', 'second', 'third'])
  writeFileSync(log, 'new\n')
  t.deepEqual(tail.read(), ['first', 'second', 'third', 'new'])
  t.deepEqual(tail.read(), ['first', 'second', 'third', 'new'])
})

test('of a large one the last lines, whole', t => {
  const {log} = start(t)
  const lines = Array.from({length: 50_000}, (_, index) => `line ${index}`)
  writeFileSync(log, `${lines.join('\n')}\n`)
  const tail = openLogTail(log)
  t.deepEqual(tail.read(), lines.slice(-300))
  appendFileSync(log, 'last\n')
  t.deepEqual(tail.read(), [...lines.slice(-299), 'last'])
})

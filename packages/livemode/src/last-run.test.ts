// How the last upgrade ended is told in words; one that still runs here was interrupted.
import {mkdtemp, rm, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {parseLastRun, parseReport, readLastRun, renderLastRun} from './last-run.ts'

const result = (result: string, reason = '') =>
  JSON.stringify({
    result,
    reason,
    engine: 'apt',
    buildId: '01',
    source: 'Debian 12',
    target: 'Debian 13',
  })

const rows: readonly (readonly [string, string])[] = [
  [result('success'), 'Debian 12 to Debian 13, image 01: succeeded'],
  [result('failure', 'no space'), 'Debian 12 to Debian 13, image 01: failed: no space'],
  [result('running'), 'Debian 12 to Debian 13, image 01: was interrupted'],
]

for (const [text, expected] of rows) {
  test(expected, t => t.is(renderLastRun(parseLastRun(text)), expected))
}

test('a result that was cut off, or is none', t => {
  for (const text of ['', '{"result": "succ', 'null', '7']) {
    t.is(parseLastRun(text).result, 'interrupted')
  }
})

test('one that was cut off is told of without names', t => {
  t.is(renderLastRun(parseLastRun('{"result": "succ')), 'was interrupted')
})

const report = 'The live boot has failed in the initramfs: the image is missing\n\nCommand line:\n'

test('a live system that was not started', t => {
  const notStarted = 'the live system was not started: '
  t.is(renderLastRun(parseReport(report)), `${notStarted}the image is missing`)
  t.is(renderLastRun(parseReport('')), `${notStarted}its report does not say why`)
})

test('what was left last counts, wherever it lies', async t => {
  const [logs = '', images = ''] = await Promise.all(
    ['logs', 'images'].map(name => mkdtemp(join(tmpdir(), `livemode-${name}-`))),
  )
  t.teardown(() => Promise.all([logs, images].map(folder => rm(folder, {recursive: true}))))
  const leave = async (file: string, text: string, time: number) => {
    await writeFile(file, text)
    await utimes(file, time, time)
  }
  const last = async () => (await readLastRun([logs, images, logs]))?.result
  await leave(join(logs, 'upgrade-result.json'), result('success'), 100)
  t.is(await last(), 'success')
  await leave(join(images, 'upgrade-initramfs.log'), report, 200)
  t.is(await last(), 'not-begun')
  await leave(join(logs, 'upgrade-result.json'), result('failure'), 300)
  t.is(await last(), 'failure')
})

test('no run at all', async t => {
  t.is(await readLastRun(['/nonexistent']), null)
  t.is(renderLastRun(null), 'none')
})

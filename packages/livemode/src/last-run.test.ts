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

test('what to do and to look at is told, a sentence each', t => {
  const text = JSON.stringify({
    version: 1,
    result: 'failure',
    reason: 'no space',
    installation: '',
    engine: 'apt',
    buildId: '01',
    source: 'Debian 12',
    target: 'Debian 13',
    tries: 1,
    phases: [],
    packages: {
      upgraded: 1,
      new: 0,
      removed: 0,
      notAsPlanned: [
        {package: 'cron:amd64', found: null, planned: '2'},
        {package: 'gone:amd64', found: '1', planned: null},
      ],
    },
    configurations: [
      {path: '/etc/x', decision: 'kept', newVersion: '/etc/x.dpkg-dist'},
      {path: '/etc/y', decision: 'kept', newVersion: null},
    ],
    failures: [{about: 'cron', text: 'exit code 1', output: ['a line']}],
    advice: 'log in and mend it',
    lookAt: ['git:amd64 stays 1: it is on hold'],
    peakMemoryBytes: null,
  })
  t.deepEqual(parseLastRun(text).lookAt, [
    'log in and mend it',
    'cron:amd64 is not installed, planned is 2',
    'gone:amd64 is 1, planned is its removal',
    'cron has failed: exit code 1',
    '/etc/x is kept, the new one is at /etc/x.dpkg-dist',
    '/etc/y is kept',
    'git:amd64 stays 1: it is on hold',
  ])
})

test('a result of an older livemode has nothing to look at', t => {
  t.deepEqual(parseLastRun(result('failure', 'no space')).lookAt, [])
})

test('one that was taken back', t => {
  t.regex(renderLastRun(parseLastRun(result('rolled-back'))), /was taken back$/)
})

test('no run at all', async t => {
  t.is(await readLastRun(['/nonexistent']), null)
  t.is(renderLastRun(null), 'none')
})

// How the last upgrade ended is told in words; one that still runs here was interrupted.
import test from 'ava'
import {parseLastRun, readLastRun, renderLastRun} from './last-run.ts'

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

test('no run at all', async t => {
  t.is(await readLastRun('/nonexistent/result.json'), null)
  t.is(renderLastRun(null), 'none')
})

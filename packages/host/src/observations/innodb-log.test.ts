// How MariaDB was ended is read from redo logs that a real one has left.
import {readFileSync} from 'node:fs'
import {truncate} from 'node:fs/promises'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {makeRoot} from '../../test/root.ts'
import {readRedoLogEnd} from './innodb-log.ts'

/** Its records go round in a file of this size. */
const size = 100_663_296

const log = (name: string) =>
  gunzipSync(readFileSync(fixturePath(`mariadb/ib_logfile0-${name}.gz`)))

for (const name of ['clean', 'crashed'] as const) {
  test(`a server that was ended: ${name}`, async t => {
    const root = makeRoot(t, {files: {'/log': log(name)}})
    await truncate(join(root, 'log'), size)
    t.is(await readRedoLogEnd(join(root, 'log')), name)
  })
}

test('another format, a log cut short, one that is damaged, and none', async t => {
  const damaged = log('clean')
  damaged.fill(1, 4096 + 20, 4096 + 24)
  damaged.fill(1, 8192 + 20, 8192 + 24)
  const root = makeRoot(t, {
    files: {
      '/old': Buffer.alloc(20_000, 1),
      '/cut': log('clean').subarray(0, 9_000),
      '/damaged': damaged,
    },
  })
  for (const name of ['old', 'cut', 'damaged']) {
    t.is(await readRedoLogEnd(join(root, name)), 'unknown')
  }
  t.is(await readRedoLogEnd(join(root, 'none')), undefined)
})

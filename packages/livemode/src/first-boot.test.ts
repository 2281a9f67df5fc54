// What the first boot of an upgraded system has found is told as it is.
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import test from 'ava'
import {newFolder} from '../test/run-livemode.ts'
import {parseFirstBoot, readFirstBoot, renderFirstBoot} from './first-boot.ts'

test('none yet', async t => t.is(await readFirstBoot(await newFolder(t)), null))

test('a system that runs as before', async t => {
  const folder = await newFolder(t)
  await writeFile(join(folder, 'upgrade-first-boot'), 'success\n')
  const found = await readFirstBoot(folder)
  t.deepEqual(found, {result: 'success', findings: []})
  t.is(found && renderFirstBoot(found), 'everything is as before')
})

test('what is to be looked at', t => {
  const text =
    'attention\nnginx.service has failed, and had not before\nnobody listens on tcp 80 any more\n'
  const found = parseFirstBoot(text)
  t.is(
    renderFirstBoot(found),
    'to look at: nginx.service has failed, and had not before; nobody listens on tcp 80 any more',
  )
  t.is(parseFirstBoot('').result, 'attention')
})

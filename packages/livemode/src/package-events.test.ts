// Leapp's package events are read from where Leapp has them; there need not be any, and damaged ones are told with their place.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {readPackageEvents} from './package-events.ts'

function writeEvents(t: ExecutionContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'livemode-events-'))
  t.teardown(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'pes-events.json')
  writeFileSync(file, text)
  return file
}

test('as many as Leapp publishes', async t => {
  const many = 10_000
  const names = {package: [{name: 'a', repository: 'rhel8-BaseOS', modulestreams: [null]}]}
  const event = {action: 1, in_packageset: names, out_packageset: null, architectures: []}
  const text = JSON.stringify({packageinfo: Array.from({length: many}, () => event)})
  t.is((await readPackageEvents(writeEvents(t, text))).length, many)
})

test('none where there is no such file', async t => {
  t.deepEqual(await readPackageEvents(join(tmpdir(), 'not-there/pes-events.json')), [])
})

test('damaged ones', async t => {
  const file = writeEvents(t, '{"packageinfo": [\n  {"action": "rename"}]}')
  await t.throwsAsync(readPackageEvents(file), {
    code: 'HOST_INVALID',
    message: new RegExp(
      `^${file}:2:14: packageinfo\\[0\\]\\.action: must be one of 0, 1, 2, 3, 4, 5, 6, 7, `,
    ),
  })
})

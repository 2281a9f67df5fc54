// QEMU is listened for in a folder with whatever path.
import {closeSync, mkdirSync, mkdtempSync, openSync, rmSync} from 'node:fs'
import {createConnection} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {socketNames} from './qemu-arguments.ts'
import {listenForQemu} from './sockets.ts'

test('a path that is longer than that of a socket may be', async t => {
  const top = mkdtempSync(join(tmpdir(), 'livemode-sockets-'))
  t.teardown(() => rmSync(top, {recursive: true}))
  const folder = join(top, 'x'.repeat(200))
  mkdirSync(folder)
  await using listening = await listenForQemu(folder)
  const opened = openSync(folder, 'r')
  t.teardown(() => closeSync(opened))
  // As QEMU reaches them, which has the folder under a short name.
  const clients = socketNames.map(name =>
    createConnection(`/proc/self/fd/${opened}/${name}.socket`),
  )
  t.teardown(() => {
    for (const client of clients) client.destroy()
  })
  const sockets = await listening.connected
  t.deepEqual(Object.keys(sockets).toSorted(), [...socketNames].toSorted())
})

// A server that has become a Debian 13, and whose databases that has opened, is the Debian 12 again that it was, and serves.
import type {Session} from '@livemode/container'
import test from 'ava'
import {assertUpgraded} from '../test/nightly/comparison.ts'
import {prepareServer, type Server} from '../test/nightly/server.ts'
import {plannedData, readData} from '../test/nightly/server-data.ts'
import {readResult} from '../test/read-result.ts'
import {startSession} from '../test/session.ts'
import {askForRollback, assertTakenBack, listSource} from '../test/taken-back.ts'

let session: Session
let server: Server

test.before(async () => {
  session = await startSession()
  server = await prepareServer(session)
})
test.after.always(async () => {
  await server?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
})

test('a finished upgrade', async t => {
  await using live = await server.start()
  const before = await listSource(live)
  // Asks the databases, which changes what they have on the disk.
  await assertUpgraded(t, {live, server})
  t.log(await live.shell('du -sxm /sysroot/.livemode-before; df -m /sysroot'))
  t.log((await readResult(live)).lookAt)
  await askForRollback(live)
  await live.boot()
  await assertTakenBack(t, {live, before})
  t.deepEqual(await readData(live), plannedData())
  t.is(
    await live.shellInSource('nginx -t 2>&1 | tail --lines=1; doveconf >/dev/null && echo dovecot'),
    'nginx: configuration file /etc/nginx/nginx.conf test is successful\ndovecot\n',
  )
})

// A Debian 12 that has grown over the years becomes what a classic upgrade makes of it, whenever the power is lost.
import type {Session} from '@livemode/container'
import test from 'ava'
import {countSteps} from '../test/nightly/classic.ts'
import {assertUpgraded} from '../test/nightly/comparison.ts'
import {prepareServer, type Server} from '../test/nightly/server.ts'
import {startSession} from '../test/session.ts'

let session: Session
let server: Server

test.before(async t => {
  session = await startSession()
  server = await prepareServer(session)
  const {seconds, transaction} = server.prepared
  const {upgrade, new: added, remove, downloadBytes} = transaction
  t.log({...seconds, downloadBytes, classic: server.classic.seconds})
  t.log({upgrade: upgrade.length, new: added.length, remove: remove.length})
})
test.after.always(async () => {
  await server?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
})

test('undisturbed', async t => {
  await using live = await server.start()
  await assertUpgraded(t, {live, server})
})

for (const percent of [3, 20, 50, 80, 97]) {
  test(`after a loss of power at ${percent} %`, async t => {
    await using live = await server.start()
    const steps = Math.round((server.classic.steps * percent) / 100)
    const wanted = (await countSteps(live)) + steps
    const {ended} = await live.upgradeUntilThere(
      `test "$(wc -l </sysroot/var/log/dpkg.log)" -ge ${wanted}`,
    )
    await live.interrupt('power')
    await ended
    await live.boot()
    await assertUpgraded(t, {live, server})
  })
}

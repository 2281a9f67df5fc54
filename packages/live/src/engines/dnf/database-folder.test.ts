// rpm's database is found where the source has it, in whatever format, and refused where it is another place from outside.
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {Refusal} from '../engine.ts'
import {databaseFolder, formatsIn} from './database-folder.ts'

test('its folder, and the format that rpm takes first', t => {
  const {live} = startLive(t, {
    source: {'/var/lib/rpm/Packages.db': '', '/var/lib/rpm/rpmdb.sqlite': ''},
  })
  t.is(databaseFolder(live), '/var/lib/rpm')
  t.deepEqual(formatsIn(live, '/var/lib/rpm'), ['sqlite', 'ndb'])
})

test('a link to where it has gone', t => {
  const {live} = startLive(t, {
    source: {'/usr/lib/sysimage/rpm/rpmdb.sqlite': ''},
    links: {'/var/lib/rpm': '../../usr/lib/sysimage/rpm'},
  })
  t.is(databaseFolder(live), '/usr/lib/sysimage/rpm')
})

test('none', t => {
  const {live} = startLive(t)
  t.is(
    t.throws(() => databaseFolder(live), {instanceOf: Refusal})?.message,
    'the source has no database of rpm’s',
  )
})

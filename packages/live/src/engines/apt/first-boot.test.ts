// What checks the first boot of an upgraded system is left there whole, enabled, and with what it is to expect.
import {readlinkSync} from 'node:fs'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {assets} from '../../assets.ts'
import type {EngineContext} from '../engine.ts'
import {planFirstBoot} from './first-boot.ts'

const unit = 'livemode-first-boot.service'

test('the check, its unit and the release are there, also after a second time', async t => {
  const {live, sourceRoot, read, mode} = startLive(t, {
    files: {
      '/usr/lib/livemode/first-boot': assets.read('first-boot'),
      [`/usr/lib/livemode/${unit}`]: assets.read(unit),
      '/etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
    },
  })
  for (const _ of [1, 2]) await planFirstBoot({live} as unknown as EngineContext)
  const folder = '/run/upgrade/var/lib/leapp/first-boot'
  t.is(read(`${folder}/release`), 'debian 13')
  t.is(read(`${folder}/check`), assets.read('first-boot'))
  t.is(mode(`${folder}/check`), '755')
  t.is(read(`/run/upgrade/etc/systemd/system/${unit}`), assets.read(unit))
  const link = `${sourceRoot}/etc/systemd/system/multi-user.target.wants/${unit}`
  t.is(readlinkSync(link), `/etc/systemd/system/${unit}`)
})

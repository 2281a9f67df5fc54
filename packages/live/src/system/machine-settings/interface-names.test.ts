// Network interfaces have the names that the source gives them.
import {chmodSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

test('link files and the rules of persistent names are taken over, and udev is told', t => {
  const link = '[Match]\nMACAddress=52:54:00:12:34:56\n[Link]\nName=lan0\n'
  const {live, sourceRoot, read, mode, calls} = startLive(t, {
    source: {
      '/etc/systemd/network/10-lan.link': link,
      '/etc/systemd/network/.hidden.link': link,
      '/etc/systemd/network/20-lan.network': '[Match]\nName=lan0\n',
      '/etc/udev/rules.d/70-persistent-net.rules': 'SUBSYSTEM=="net", NAME="eth0"\n',
      '/etc/udev/rules.d/99-other.rules': 'SUBSYSTEM=="block"\n',
      '/srv/30-wan.link': '[Link]\nName=wan0\n',
    },
    links: {
      '/etc/systemd/network/30-wan.link': '/srv/30-wan.link',
      '/etc/systemd/network/99-default.link': '/dev/null',
    },
  })
  chmodSync(join(sourceRoot, 'etc/systemd/network/10-lan.link'), 0o640)
  t.is(takeOverMachineSettings(live), 0)
  t.deepEqual(readdirSync(live.path('/run/systemd/network')), ['10-lan.link', '30-wan.link'])
  t.deepEqual(readdirSync(live.path('/run/udev/rules.d')), ['70-persistent-net.rules'])
  t.is(read('/run/systemd/network/10-lan.link'), link)
  t.is(read('/run/systemd/network/30-wan.link'), '[Link]\nName=wan0\n')
  t.is(mode('/run/systemd/network/10-lan.link'), '640')
  t.deepEqual(calls, [
    'udevadm control --reload',
    'udevadm trigger --settle --action=add --subsystem-match=net',
  ])
})

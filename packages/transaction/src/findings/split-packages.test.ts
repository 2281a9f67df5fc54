// What a package loses to another one is told where that does not come, and where the machine uses it.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {find} from '../../test/find.ts'
import {debian12, factsWith, planFor} from '../../test/planned.ts'
import {planServer, serverFacts} from '../../test/server.ts'
import {parseAptDump} from '../apt/configuration.ts'
import {findHooks} from './hooks.ts'
import {hasLegacyTimeZone, timeZoneOf} from './legacy-time-zones.ts'

const id = 'package-split'
const mariadb =
  'warning: the upgrade leaves mariadb-client without the commands whose names begin with mysql, as mysql and mysqldump: that is in mariadb-client-compat now, which it does not install'

test('of a server, what nothing recommends', t => {
  t.deepEqual(find(id, planServer()), [mariadb])
  t.deepEqual(find(id, planFor()), [])
})

test('without Recommends, what is only recommended', t => {
  t.deepEqual(find(id, planServer({without: ['docker-cli', 'docker-buildx']})), [
    'warning: the upgrade leaves docker.io without the command docker: that is in docker-cli now, which it does not install',
    mariadb,
  ])
})

test('of samba, what its configuration uses', t => {
  const withSamba = (text: string, without: readonly string[] = []) =>
    find(id, planServer({facts: serverFacts({'/etc/samba/smb.conf': text}), without})).filter(
      line => line !== mariadb,
    )
  const controller = '[global]\n  server role = active directory domain controller\n'
  const parts = ['samba-ad-dc', 'samba-ad-provision', 'samba-dsdb-modules']
  t.deepEqual(withSamba(controller, parts), [
    'warning: the upgrade leaves samba without the domain controller of Active Directory: that is in samba-ad-dc now, which it does not install',
  ])
  t.deepEqual(withSamba(controller), [])
  t.deepEqual(withSamba('[global]\n  server role = standalone server\n', parts), [])
  t.deepEqual(withSamba('[x]\n  vfs objects = acl_xattr ceph\n'), [
    'warning: the upgrade leaves samba and samba-vfs-modules without shares on Ceph: that is in samba-vfs-ceph now, which it does not install',
  ])
  t.deepEqual(withSamba('[x]\n  vfs objects = acl_xattr\n'), [])
})

test('a time zone under a name of old', t => {
  const told = (files: Readonly<Record<string, string>>) =>
    find(id, planServer({facts: serverFacts(files)})).filter(line => line !== mariadb)
  t.is(told({'/etc/localtime': '/usr/share/zoneinfo/US/Eastern'}).length, 1)
  t.is(told({'/etc/localtime': '../usr/share/zoneinfo/right/Europe/Berlin'}).length, 1)
  t.is(told({'/etc/timezone': 'Asia/Calcutta\n'}).length, 1)
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Etc/UTC'])
    t.deepEqual(told({'/etc/localtime': `/usr/share/zoneinfo/${zone}`}), [], zone)
  t.deepEqual(told({'/etc/timezone': 'Europe/Berlin\n'}), [])
})

test('the link decides before the file does', t => {
  const facts = factsWith({
    '/etc/localtime': '/usr/share/zoneinfo/Europe/Berlin',
    '/etc/timezone': 'US/Eastern\n',
  })
  t.is(timeZoneOf(facts), 'Europe/Berlin')
  t.false(hasLegacyTimeZone(facts))
  t.is(timeZoneOf(debian12), undefined)
})

test('hooks of that server: those of packages for administrators, and not debconf’s', t => {
  t.deepEqual(
    findHooks(parseAptDump(fixture('apt/config-dump-server'))).map(({value}) => value.slice(0, 34)),
    [
      '/usr/bin/apt-listchanges --apt || ',
      '/usr/sbin/dpkg-preconfigure --apt ',
      'test -x /usr/lib/needrestart/apt-p',
    ],
  )
})

// What the initramfs logs in with is for root, and names each target as iscsiadm takes it.
import {contentOf, listFiles} from '@livemode/fixtures'
import test from 'ava'
import {planIscsiLogins} from './iscsi-logins.ts'

const session = {
  target: 'iqn.2026-11.org.example:san',
  address: '10.0.2.100',
  port: 3260,
  driver: 'iscsi_tcp',
  record: {startup: 'manual', hasPassword: true},
}

test('the name of the initiator, the records, and the logins', t => {
  const path = `${session.target}/10.0.2.100,3260,1/default`
  const files = planIscsiLogins(
    [
      {session, records: [{path, text: 'node.session.auth.password = secret'}]},
      {session: {...session, target: 'iqn.x', address: 'fe80::1', port: 860}, records: []},
    ],
    {initiator: 'InitiatorName=iqn.1993-08.org.debian:01:1\n'},
  )
  t.deepEqual(listFiles(files), [
    '/etc/iscsi/initiatorname.iscsi file 0600',
    ...['nodes', 'send_targets', 'ifaces'].flatMap(name => [
      `/var/lib/iscsi/${name} directory 0700`,
      `/etc/iscsi/${name} symlink 0777 -> /var/lib/iscsi/${name}`,
    ]),
    `/var/lib/iscsi/nodes/${path} file 0600`,
    '/etc/livemode-iscsi/logins file 0600',
  ])
  t.is(
    contentOf(files, '/etc/livemode-iscsi/logins'),
    'iqn.2026-11.org.example:san 10.0.2.100:3260\niqn.x [fe80::1]:860\n',
  )
})

test('without a session there is nothing', t => {
  t.deepEqual(planIscsiLogins([], {initiator: ''}), [])
})

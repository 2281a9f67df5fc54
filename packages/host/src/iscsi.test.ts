// A disk by iSCSI is known by its session, and what open-iscsi has written down of that; nothing secret is in a host.
import {chmodSync} from 'node:fs'
import {join} from 'node:path'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {makeRoot} from '../test/root.ts'
import {addIscsiSessions, readIscsiRecords} from './iscsi.ts'
import type {Mount} from './mount.ts'

const target = 'iqn.2026-11.org.example:san'
const portal = {target, address: '10.0.2.100', port: 3260}
const place = `nodes/${target}/10.0.2.100,3260,1`
const record = fixture('iscsi/node-record')

/** What the kernel shows of session 3 on host 7. */
const shown = (driver = 'iscsi_tcp') => ({
  files: {
    '/sys/devices/platform/host7/session3/target7:0:0/7:0:0:1/block/sdb/size': '8\n',
    '/sys/class/iscsi_session/session3/targetname': `${target}\n`,
    '/sys/class/iscsi_connection/connection3:0/persistent_address': '10.0.2.100\n',
    '/sys/class/iscsi_connection/connection3:0/persistent_port': '3260\n',
    '/sys/class/scsi_host/host7/proc_name': `${driver}\n`,
  },
  links: {
    '/sys/class/block/sdb': '../../devices/platform/host7/session3/target7:0:0/7:0:0:1/block/sdb',
  },
})

const mount: Mount = {
  target: '/',
  source: '/dev/sda1',
  fstype: 'ext4',
  options: 'rw',
  fsroot: '/',
  uuid: '1',
  devices: [{name: 'sda', type: 'disk', transport: 'sata'}],
  children: [
    {
      target: '/srv',
      source: '/dev/sdb1',
      fstype: 'ext4',
      options: 'rw',
      fsroot: '/',
      uuid: '2',
      devices: [
        {name: 'sdb1', type: 'part'},
        {name: 'sdb', type: 'disk', transport: 'iscsi'},
      ],
      children: [],
    },
  ],
}

const sessionIn = (root: string) =>
  addIscsiSessions([mount], root)[0]?.children[0]?.devices[1]?.iscsi

for (const database of ['/etc/iscsi', '/var/lib/iscsi']) {
  test(`the session of a disk, with its record in ${database}`, t => {
    const {files, links} = shown()
    const root = makeRoot(t, {files: {...files, [`${database}/${place}/default`]: record}, links})
    t.deepEqual(sessionIn(root), {
      ...portal,
      driver: 'iscsi_tcp',
      record: {startup: 'automatic', hasPassword: true},
    })
    t.is(addIscsiSessions([mount], root)[0]?.devices[0]?.iscsi, undefined)
    t.deepEqual(readIscsiRecords(portal, root), [
      {path: `${target}/10.0.2.100,3260,1/default`, text: record.trimEnd()},
    ])
  })
}

test('a record that was made without a portal group is a file; of a target without a password', t => {
  const {files, links} = shown('qedi')
  const text = record.replace(/^node\.session\.auth\.(?:username|password) = .*\n/gm, '')
  const root = makeRoot(t, {
    files: {...files, [`/etc/iscsi/nodes/${target}/10.0.2.100,3260`]: text},
    links,
  })
  t.deepEqual(sessionIn(root), {
    ...portal,
    driver: 'qedi',
    record: {startup: 'automatic', hasPassword: false},
  })
  t.deepEqual(
    readIscsiRecords(portal, root).map(({path}) => path),
    [`${target}/10.0.2.100,3260`],
  )
})

test('the record of another place is none of it, and neither is one of another target', t => {
  const {files, links} = shown()
  const others = {
    [`/etc/iscsi/nodes/${target}/10.0.2.100,3261,1/default`]: record,
    [`/etc/iscsi/nodes/${target}/10.0.2.100,32601`]: record,
    [`/etc/iscsi/nodes/${target}2/10.0.2.100,3260,1/default`]: record,
  }
  const root = makeRoot(t, {files: {...files, ...others}, links})
  t.is(sessionIn(root)?.record, null)
})

test('a disk of which the kernel does not tell has no session', t => {
  t.is(sessionIn(makeRoot(t, {files: {'/sys/class/block/sdb/size': '8\n'}})), undefined)
  t.is(sessionIn(makeRoot(t, {files: {'/etc/x': ''}})), undefined)
})

test('what nobody may read is no record', t => {
  const {files, links} = shown()
  const root = makeRoot(t, {files: {...files, [`/etc/iscsi/${place}/default`]: record}, links})
  chmodSync(join(root, 'etc/iscsi/nodes'), 0o000)
  t.teardown(() => chmodSync(join(root, 'etc/iscsi/nodes'), 0o700))
  t.is(sessionIn(root)?.record === null, process.getuid?.() !== 0)
})

// open-iscsi gets the source's configuration with its records, for root alone, and no program that the source has named.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {renderFacts} from '../../facts.ts'
import {places} from '../../tables/places.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

const facts = (deviceSupport: 'iscsi'[]) => ({
  [places.imageFacts]: renderFacts({
    version: 1,
    buildId: 'b',
    target: {id: 'debian-13', title: 'Debian 13'},
    engines: ['probe'],
    deviceSupport,
    canLogIn: false,
  }),
})

const record = fixture('iscsi/node-record')
const node = 'nodes/iqn.2026-11.org.example:san/10.0.2.100,3260,1/default'
const configuration = [
  '# A comment.',
  'iscsid.startup = /bin/rm -rf /',
  'node.session.auth.password = secret',
  ' discovery.sendtargets.auth.password = secret',
  'isns.address = 10.0.2.3',
  '',
].join('\n')

const source = {
  '/etc/iscsi/initiatorname.iscsi': 'InitiatorName=iqn.1993-08.org.debian:01:1\n',
  '/etc/iscsi/iscsid.conf': configuration,
  [`/etc/iscsi/${node}`]: record,
  '/etc/iscsi/ifaces/storage': 'iface.net_ifacename = ens4\n',
  '/etc/iscsi/send_targets/10.0.2.100,3260/st_config': 'discovery.type = sendtargets\n',
}

test('all of it lies where the release looks, and only root reads it', t => {
  const {live, read, has, mode, lines, calls} = startLive(t, {
    source,
    links: {
      '/etc/iscsi/send_targets/10.0.2.100,3260/iqn,default': `/etc/iscsi/${node}`,
    },
    files: facts(['iscsi']),
    programs: {findmnt: () => ({code: 1})},
  })
  t.is(takeOverMachineSettings(live), 0)
  t.is(read('/etc/iscsi/initiatorname.iscsi'), source['/etc/iscsi/initiatorname.iscsi'])
  t.is(read(`/var/lib/iscsi/${node}`), record)
  t.is(read('/var/lib/iscsi/ifaces/storage'), source['/etc/iscsi/ifaces/storage'])
  t.true(has('/var/lib/iscsi/send_targets/10.0.2.100,3260/st_config'))
  t.false(has('/var/lib/iscsi/send_targets/10.0.2.100,3260/iqn,default'))
  t.is(
    read('/etc/iscsi/iscsid.conf'),
    [
      'node.session.auth.password = secret',
      ' discovery.sendtargets.auth.password = secret',
      'isns.address = 10.0.2.3',
      '',
    ].join('\n'),
  )
  for (const path of ['/etc/iscsi/iscsid.conf', `/var/lib/iscsi/${node}`]) t.is(mode(path), '600')
  t.deepEqual(lines, [])
  t.deepEqual(calls, [])
})

test('of two records that of the newer place counts', t => {
  const newer = record.replace('automatic', 'manual')
  const {live, read} = startLive(t, {
    source: {...source, [`/var/lib/iscsi/${node}`]: newer},
    files: facts(['iscsi']),
  })
  t.is(takeOverMachineSettings(live), 0)
  t.is(read(`/var/lib/iscsi/${node}`), newer)
})

test('an image without open-iscsi takes nothing, least of all a password', t => {
  const {live, has} = startLive(t, {source, files: facts([])})
  t.is(takeOverMachineSettings(live), 0)
  t.false(has('/etc/iscsi'))
  t.false(has('/var/lib/iscsi'))
})

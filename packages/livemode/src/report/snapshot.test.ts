// Whether an upgrade can be taken back is told before the reboot, and decides where it has to be so.
import {type Config, defaultConfig} from '@livemode/config'
import type {EngineId} from '@livemode/live'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {readHost} from '../../test/planned.ts'
import {transaction as small} from '../../test/transaction.ts'
import {checkUpgrade} from './index.ts'

const target = targets['debian-13']
const transaction = {...small, peakBytes: {'/': 400_000_000}}
const megabyte = 1_000_000

function find(
  snapshot: Config['snapshot'],
  {
    megabytes = 1000,
    free = 3000,
    leftOut = [],
    engine = 'apt',
  }: {
    megabytes?: number
    free?: number
    leftOut?: {path: string; why: string}[]
    engine?: EngineId
  } = {},
): readonly string[] {
  const host = {
    ...readHost('debian-12-ext4'),
    space: {'/': {available: free * megabyte}},
    snapshot: {bytes: {'/': megabytes * megabyte}, leftOut},
  }
  return checkUpgrade({
    ...{
      config: {...defaultConfig, snapshot},
      target,
      enabled: true,
      engine,
      host,
      loader: host.loader,
    },
    sizes: {...target.sizes, isBuilt: true},
    resolved: {transaction, findings: []},
  })
    .filter(({id}) => id.startsWith('snapshot'))
    .map(({severity, id, sentence}) => `${severity} ${id}: ${sentence}`)
}

const shortage = '/ has 3000 MB free, and upgrade and snapshot may need 4983 MB'

test('where there is room, there is nothing to tell', t => {
  t.deepEqual(find('auto'), [])
  t.deepEqual(find('required'), [])
})

test('where there is none, it is told, or refused', t => {
  const megabytes = 4000
  t.deepEqual(find('auto', {megabytes}), [
    `warning snapshot-not-possible: this upgrade cannot be taken back, for there is no room for a snapshot: ${shortage}`,
  ])
  t.deepEqual(find('required', {megabytes}), [
    `inhibitor snapshot-not-possible: no snapshot of this machine can be made, and there has to be one (snapshot: required): ${shortage}`,
  ])
  t.deepEqual(find('none', {megabytes}), [])
  t.deepEqual(find('required', {megabytes, engine: 'probe'}), [], 'nothing is changed')
})

test('what it leaves out is told', t => {
  const leftOut = [{path: '/var/lib/postgresql', why: '12000 MB'}]
  t.deepEqual(find('auto', {leftOut}), [
    'warning snapshot-incomplete: a snapshot leaves out, unless their file systems share blocks: /var/lib/postgresql (12000 MB)',
  ])
  t.deepEqual(find('none', {leftOut}), [])
})

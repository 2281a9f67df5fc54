// No two ifcfg files get one UUID, and each keeps the one that others know it by.
import test from 'ava'
import {parseVariables} from './source/variables.ts'
import {planUuids, uuidOfName} from './uuid.ts'

const plan = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    planUuids(
      new Map(
        Object.entries(files).map(([name, uuid]) => [name, parseVariables(`UUID=${uuid}\n`)]),
      ),
    ),
  )

const uuid = '0f3c9f5e-7a2b-4c1d-9e8f-1a2b3c4d5e6f'

test('a file without a UUID has the one that the ifcfg-rh plugin gives it', t => {
  t.is(uuidOfName('eth0'), '5fb06bd0-0bb0-7ffb-45f1-d6edd65f3e03')
  t.is(uuidOfName('My network'), 'aac8f694-d0c8-054f-442d-5b377a3d9b1a')
  t.deepEqual(plan({eth0: '', eth1: 'nonsense', eth2: uuid.toUpperCase()}), {
    eth0: {uuid: uuidOfName('eth0')},
    eth1: {uuid: uuidOfName('eth1')},
    eth2: {uuid},
  })
})

test('a copy has its own', t => {
  t.deepEqual(plan({eth0: uuid, eth1: uuid, eth2: uuid}), {
    eth0: {uuid},
    eth1: {uuid: uuidOfName('eth1'), holder: 'eth0'},
    eth2: {uuid: uuidOfName('eth2'), holder: 'eth0'},
  })
})

test('a copy that comes before its original has its own too', t => {
  t.deepEqual(plan({eth0: uuidOfName('eth1'), eth1: uuidOfName('eth1')}), {
    eth0: {uuid: uuidOfName('eth0'), holder: 'eth1'},
    eth1: {uuid: uuidOfName('eth1')},
  })
})

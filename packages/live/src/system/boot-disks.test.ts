import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseWholeDevices} from './boot-disks.ts'

test('what lies below all else is a whole device, each once', t => {
  t.deepEqual(parseWholeDevices(fixture('lsblk/lvm-on-raid1')), ['/dev/sda', '/dev/sdb'])
  t.deepEqual(parseWholeDevices('{"blockdevices": [{"name": "/dev/loop0"}]}'), ['/dev/loop0'])
  t.deepEqual(parseWholeDevices(''), [])
})

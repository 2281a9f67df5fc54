import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {scanSource} from './scan.ts'

test('what is mounted where nothing is to be seen is passed over', t => {
  const {sourceRoot} = startLive(t, {source: {'/boot/vmlinuz-1': 'kernel', '/etc/a': ''}})
  const {tops, pieces, elsewhere} = scanSource({
    root: sourceRoot,
    mounts: [
      {target: sourceRoot, fstype: 'ext4'},
      {target: join(sourceRoot, 'boot/efi'), fstype: 'vfat'},
    ],
    own: [],
    isShared: () => false,
  })
  t.deepEqual(tops, ['/'])
  t.deepEqual(elsewhere, [])
  t.deepEqual(pieces.map(({path}) => path).toSorted(), ['/boot', '/etc'])
})

// A file is put into a file system with the folders above it, the outermost first.
import test from 'ava'
import {renderPut} from './put-ext4.ts'

test('the commands for debugfs', t => {
  t.is(
    renderPut({source: '/image', path: '/var/lib/live.img'}),
    [
      'mkdir /var',
      'mkdir /var/lib',
      'write /image /var/lib/live.img',
      'set_inode_field /var/lib/live.img mode 0100644',
      '',
    ].join('\n'),
  )
})

test('a file in the root needs no folder', t => {
  t.true(renderPut({source: '/image', path: '/live.img'}).startsWith('write /image /live.img\n'))
})

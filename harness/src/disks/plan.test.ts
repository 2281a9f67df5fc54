// The files that make a machine of a root file system.
import test from 'ava'
import {planSourceFiles} from './plan.ts'

test('a source system mounts its root by UUID, has a name, and stays up after the upgrade', t => {
  const files = planSourceFiles({fileSystem: 'xfs', uuid: '6c1f-01', hostname: 'source-xfs'})
  const contents = Object.fromEntries(
    files.map(file => [file.path, file.type === 'file' ? file.content : undefined]),
  )
  t.deepEqual(contents, {
    '/etc/fstab': 'UUID=6c1f-01 / xfs defaults 0 1\n',
    '/etc/hostname': 'source-xfs\n',
    '/etc/hosts': '127.0.0.1 localhost source-xfs\n',
    '/.noreboot': '',
  })
})

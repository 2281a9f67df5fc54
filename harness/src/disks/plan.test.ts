// The files that make a machine of a root file system.
import test from 'ava'
import {planSourceFiles} from './plan.ts'

const partitions = [{mount: '/', fileSystem: 'xfs', uuid: '6c1f-01'}] as const

const contentsOf = (files: ReturnType<typeof planSourceFiles>) =>
  Object.fromEntries(
    files.map(file => [file.path, file.type === 'file' ? file.content : undefined]),
  )

test('a source system mounts its root by UUID, has a name, and stays up after the upgrade', t => {
  t.deepEqual(contentsOf(planSourceFiles({partitions, hostname: 'source-xfs'})), {
    '/etc/fstab': 'UUID=6c1f-01 / xfs defaults 0 1\n',
    '/etc/hostname': 'source-xfs\n',
    '/etc/hosts': '127.0.0.1 localhost source-xfs\n',
    '/.noreboot': '',
  })
})

test('what is mounted from other disks stands behind the partitions', t => {
  const mounts = ['/dev/data/home /home xfs defaults 0 2']
  const files = planSourceFiles({partitions, hostname: 'source', mounts})
  t.is(
    contentsOf(files)['/etc/fstab'],
    'UUID=6c1f-01 / xfs defaults 0 1\n/dev/data/home /home xfs defaults 0 2\n',
  )
})

test('a source system that is to come back by itself says nothing against it', t => {
  const files = planSourceFiles({partitions, hostname: 'source', staysUp: false})
  t.false('/.noreboot' in contentsOf(files))
})

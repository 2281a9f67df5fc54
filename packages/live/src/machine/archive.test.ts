// The machine's part is an archive that the kernel unpacks behind an initramfs, and cpio(1) as well.
import {directory, file, symlink} from '@livemode/config'
import test from 'ava'
import {padding, renderMachineArchive} from './archive.ts'

/** The entries of an archive of the kind newc, read as the kernel does. */
function readArchive(archive: Buffer) {
  const entries = []
  for (let at = 0; ; ) {
    const field = (index: number) =>
      Number.parseInt(archive.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16)
    if (archive.toString('latin1', at, at + 6) !== '070701') throw new Error(`no entry at ${at}`)
    const [mode, uid, gid, links, time, size] = [1, 2, 3, 4, 5, 6].map(field)
    const nameSize = field(11)
    const name = archive.toString('utf8', at + 110, at + 110 + nameSize - 1)
    const start = Math.ceil((at + 110 + nameSize) / 4) * 4
    const content = archive.toString('utf8', start, start + (size ?? 0))
    at = Math.ceil((start + (size ?? 0)) / 4) * 4
    if (name === 'TRAILER!!!') return {entries, end: at}
    entries.push({name, mode: mode?.toString(8), uid, gid, links, time, content})
  }
}

const root = {uid: 0, gid: 0, time: 0}
const folder = (name: string) => ({...root, name, mode: '40755', links: 2, content: ''})

test('every file, each behind its folders, with its mode and content', t => {
  const archive = renderMachineArchive([
    symlink('/sysroot', '/run/upgrade'),
    file('/etc/fstab', 'Ü\n'),
    file('/usr/lib/livemode/x', '', '0600'),
    directory('/etc/empty', '0700'),
  ])
  const {entries, end} = readArchive(archive)
  t.is(end, archive.length)
  t.deepEqual(entries, [
    folder('machine-part'),
    folder('machine-part/etc'),
    {...folder('machine-part/etc/empty'), mode: '40700'},
    {...root, name: 'machine-part/etc/fstab', mode: '100644', links: 1, content: 'Ü\n'},
    {...root, name: 'machine-part/sysroot', mode: '120777', links: 1, content: '/run/upgrade'},
    folder('machine-part/usr'),
    folder('machine-part/usr/lib'),
    folder('machine-part/usr/lib/livemode'),
    {...root, name: 'machine-part/usr/lib/livemode/x', mode: '100600', links: 1, content: ''},
  ])
})

test('what is for the initramfs alone does not lie where the live root is filled from', t => {
  const archive = renderMachineArchive([file('/etc/fstab', '')], {
    initramfs: [file('/etc/livemode-sshd/host_key', 'secret\n', '0600')],
  })
  t.deepEqual(readArchive(archive).entries, [
    folder('etc'),
    folder('etc/livemode-sshd'),
    {
      ...{...root, name: 'etc/livemode-sshd/host_key', mode: '100600', links: 1},
      content: 'secret\n',
    },
    folder('machine-part'),
    folder('machine-part/etc'),
    {...root, name: 'machine-part/etc/fstab', mode: '100644', links: 1, content: ''},
  ])
})

test('the same files give the same bytes, in whatever order', t => {
  const files = [file('/a', '1'), file('/b/c', '2')]
  t.deepEqual(renderMachineArchive(files), renderMachineArchive(files.toReversed()))
})

test('an archive follows at a multiple of four bytes', t => {
  t.deepEqual(
    [0, 1, 2, 3, 4, 5].map(size => padding(size).length),
    [0, 3, 2, 1, 0, 3],
  )
})

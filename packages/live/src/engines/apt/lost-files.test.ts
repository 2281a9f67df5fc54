// Packages whose files a loss of power has taken back are unpacked once more, and no others.
import test, {type ExecutionContext} from 'ava'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import {transactionWith} from '../../../test/transaction.ts'
import type {Apt} from './apt.ts'
import {parseVerification, restoreLostFiles} from './lost-files.ts'
import {parseOwners} from './owners.ts'

const sha256 = 'a'.repeat(64)
const archives = ['hostname', 'tree'].map(name => ({
  ...{package: `${name}:amd64`, version: '2', bytes: 1, sha256},
  path: `debian/pool/${name}.deb`,
}))

const owners: Readonly<Record<string, string>> = {
  '/usr/bin/hostname': 'hostname',
  '/usr/share/doc/tree/README': 'tree',
  '/usr/bin/kept': 'kept',
}

function start(t: ExecutionContext, verification: string, dpkgOptions: readonly string[] = []) {
  const {live, lines} = startLive(t, {
    source: {'/usr/share/doc/tree/README.dpkg-new': '', '/usr/sbin/.there': ''},
  })
  const unpacked: string[] = []
  const apt = {
    verify: () => verification,
    ownersOf: (paths: readonly string[]) => paths.flatMap(path => owners[path] ?? []),
    versions: () =>
      new Map([
        ['hostname:amd64', '2'],
        ['tree:amd64', '2'],
        ['kept:amd64', '1'],
      ]),
    unpack: async (paths: readonly string[]) => {
      unpacked.push(...paths)
      return 0
    },
  } as unknown as Apt
  const transaction = transactionWith({archives, dpkgOptions: [...dpkgOptions]})
  const restore = () => restoreLostFiles(engineContext(live, {}), {transaction, apt})
  return {restore, unpacked, lines}
}

test('old content, and names that are missing', async t => {
  const {restore, unpacked} = start(
    t,
    '??5??????   /usr/bin/hostname\n??5?????? c /etc/hostname\nmissing     /usr/share/doc/tree/README\n',
  )
  await restore()
  t.deepEqual(unpacked, ['debian/pool/hostname.deb', 'debian/pool/tree.deb'])
})

test('a package that the plan does not bring is left alone, and so is all that is whole', async t => {
  for (const text of ['??5??????   /usr/bin/kept\n', '', '??5?????? c /etc/hostname\n']) {
    const {restore, unpacked} = start(t, text)
    await restore()
    t.deepEqual(unpacked, [])
  }
})

test('where the source has paths excluded, what is missing has been lost only with its new file beside it', async t => {
  const text = 'missing     /usr/bin/hostname\nmissing     /usr/share/doc/tree/README\n'
  const {restore, unpacked} = start(t, text, ['--path-exclude=/usr/share/man/*'])
  await restore()
  t.deepEqual(unpacked, ['debian/pool/tree.deb'])
})

test('what dpkg prints', t => {
  t.deepEqual(
    parseVerification(
      'missing   c /etc/x\nmissing     /usr/a b (Permission denied)\n??5??????   /usr/c\n?????????   /usr/d\n',
    ),
    [
      {path: '/usr/a b', isMissing: true},
      {path: '/usr/c', isMissing: false},
    ],
  )
  t.deepEqual(
    parseOwners(
      'hostname: /usr/bin/hostname\nlibc6:amd64, libc6:i386: /usr/share/doc/libc6\ndiversion by dash from: /bin/sh\n',
    ),
    ['hostname', 'libc6:amd64', 'libc6:i386'],
  )
})

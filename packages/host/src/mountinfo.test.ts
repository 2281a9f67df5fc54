// What the kernel says of the mounts is what findmnt says of them.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseFindmnt} from './findmnt.ts'
import type {Mount} from './index.ts'
import {parseMountinfo} from './mountinfo.ts'

const withoutUuids = (mounts: readonly Mount[]): readonly Mount[] =>
  mounts.map(mount => ({...mount, uuid: null, children: withoutUuids(mount.children)}))

test('the same mounts as findmnt, but for the UUIDs', t => {
  const name = 'ext4-with-bind-mount'
  t.deepEqual(
    parseMountinfo(fixture(`mountinfo/${name}`), {file: name}),
    withoutUuids(parseFindmnt(fixture(`findmnt/${name}`))),
  )
})

test('an escape in a path, optional fields, and options of the file system that are told twice', t => {
  const text =
    '27 1 8:2 / / ro,relatime shared:1 master:2 - xfs /dev/mapper/a\\040b rw,attr2,relatime\n'
  t.deepEqual(parseMountinfo(text, {file: 'mountinfo'}), [
    {
      target: '/',
      source: '/dev/mapper/a b',
      fstype: 'xfs',
      options: 'ro,relatime,attr2',
      fsroot: '/',
      uuid: null,
      devices: [],
      children: [],
    },
  ])
})

test('a mount that is its own parent, and two that are each other’s, are no endless tree', t => {
  const row = (id: number, parent: number) => `${id} ${parent} 0:1 / /${id} rw - tmpfs none rw`
  const parse = (rows: readonly string[]) => parseMountinfo(rows.join('\n'), {file: 'mountinfo'})
  t.is(parse([row(1, 1)]).length, 1)
  t.deepEqual(parse([row(1, 2), row(2, 1)]), [])
})

test('a line that is something else is refused', t => {
  t.throws(
    () => parseMountinfo('27 1 8:2 / / rw - xfs /dev/a rw\nproc /proc proc rw 0 0\n', {file: 'm'}),
    {
      message: 'm:2:1: is no line of mountinfo\n    proc /proc proc rw 0 0\n    ^',
    },
  )
})

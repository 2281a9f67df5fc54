// Planned files become the same tar every time, and GNU tar reads it as it was planned.
import {execFileSync} from 'node:child_process'
import type {PlannedFile} from '@livemode/config'
import test from 'ava'
import {packFiles} from './pack.ts'

const root = {uid: 0, gid: 0} as const

const files: readonly PlannedFile[] = [
  {path: '/etc', type: 'directory', mode: '0755', ...root},
  {path: '/etc/motd', type: 'file', mode: '0644', ...root, content: 'Grüße\n'},
  {path: '/etc/shadow', type: 'file', mode: '0640', uid: 0, gid: 42, content: ''},
  {path: '/sysroot', type: 'symlink', mode: '0777', ...root, target: '/run/upgrade'},
  {path: `/${'ü'.repeat(80)}`, type: 'file', mode: '4755', uid: 70_000, gid: 8, content: 'x'},
]

const modificationTime = new Date('2001-02-03T04:05:06Z')

test('the tar is what was planned', async t => {
  const tar = await packFiles(files, {modificationTime})
  const listed = execFileSync(
    'tar',
    ['--list', '--verbose', '--numeric-owner', '--utc', '--full-time', '--quoting-style=literal'],
    {input: tar, encoding: 'utf8'},
  )
  const time = '2001-02-03 04:05:06'
  t.deepEqual(
    listed
      .trimEnd()
      .split('\n')
      .map(line => line.replaceAll(/ +/g, ' ')),
    [
      `drwxr-xr-x 0/0 0 ${time} etc`,
      `-rw-r--r-- 0/0 8 ${time} etc/motd`,
      `-rw-r----- 0/42 0 ${time} etc/shadow`,
      `lrwxrwxrwx 0/0 0 ${time} sysroot -> /run/upgrade`,
      `-rwsr-xr-x 70000/8 1 ${time} ${'ü'.repeat(80)}`,
    ],
  )
  t.is(execFileSync('tar', ['-xO', 'etc/motd'], {input: tar, encoding: 'utf8'}), 'Grüße\n')
})

test('the same files are the same bytes', async t => {
  const first = await packFiles(files, {modificationTime})
  t.true(first.equals(await packFiles(structuredClone(files), {modificationTime})))
  t.false(first.equals(await packFiles(files.toReversed(), {modificationTime})))
})

test('no files are a tar without entries', async t => {
  const tar = await packFiles([], {modificationTime})
  t.true(tar.equals(Buffer.alloc(1024)))
})

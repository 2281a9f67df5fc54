// An EFI system partition is made equal to what it was, a file at a time, and what is equal is not written.
import {spawnSync} from 'node:child_process'
import {lstatSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {goBackElsewhere, holdElsewhere} from './elsewhere.ts'

const real = ([program = '', ...rest]: readonly string[]) => ({
  code: spawnSync(program, rest).status,
})

test('what differs goes back, what has come since is gone, the rest is left alone', async t => {
  const {live, sourceRoot} = startLive(t, {
    source: {
      '/boot/efi/EFI/debian/grubx64.efi': 'old',
      '/boot/efi/EFI/debian/shimx64.efi': 'the same',
      '/boot/efi/loader/entries/old.conf': 'old entry',
    },
    programs: {cp: real},
  })
  const esp = join(sourceRoot, 'boot/efi')
  const same = join(esp, 'EFI/debian/shimx64.efi')
  const elsewhere = await holdElsewhere(live, [{path: '/boot/efi'}])
  t.deepEqual(elsewhere, [{path: '/boot/efi', folder: '/.livemode-before/elsewhere-0'}])
  const {ino, mtimeMs} = lstatSync(same)
  writeFileSync(join(esp, 'EFI/debian/grubx64.efi'), 'new, and longer')
  writeFileSync(join(esp, 'loader/entries/new.conf'), 'new entry')
  rmSync(join(esp, 'loader/entries/old.conf'))
  for (const _ of ['once', 'again']) {
    goBackElsewhere(live, {elsewhere})
    t.is(readFileSync(join(esp, 'EFI/debian/grubx64.efi'), 'utf8'), 'old')
    t.deepEqual(readdirSync(join(esp, 'loader/entries')), ['old.conf'])
  }
  t.deepEqual([lstatSync(same).ino, lstatSync(same).mtimeMs], [ino, mtimeMs])
})

// Of the two services the one that is asked for runs, and the last argument of a name counts.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {assets} from '../assets.ts'

const cases: Readonly<Record<string, 'plain' | 'traced' | 'none'>> = {
  'root=live:UUID=1': 'plain',
  'upgrade.autostart=1': 'plain',
  'upgrade.autostart=0': 'none',
  'upgrade.autostart=0 a upgrade.autostart=1': 'plain',
  'upgrade.autostart=1 upgrade.autostart=0': 'none',
  'upgrade.strace=/var/log/x upgrade.autostart=1': 'traced',
  'upgrade.strace=/x upgrade.autostart=0': 'none',
  'upgrade.strace= b': 'plain',
  'upgrade.strace upgrade.autostart': 'plain',
  'x.upgrade.autostart=0 *': 'plain',
}

for (const [cmdline, expected] of Object.entries(cases)) {
  for (const asked of ['', 'by-hand', 'rollback']) {
    test(`${cmdline} ${asked}`.trim(), t => {
      const folder = mkdtempSync(join(tmpdir(), 'livemode-test-'))
      t.teardown(() => rmSync(folder, {recursive: true}))
      writeFileSync(join(folder, 'live-cmdline'), `${cmdline}\n`)
      if (asked !== '') writeFileSync(join(folder, asked), '')
      const script = assets
        .read('upgrade-asked')
        .replaceAll('/run/livemode', folder)
        .replace('/sysroot/etc/livemode', folder)
      const asks = (kind: string) => {
        try {
          execFileSync('sh', ['-c', script, 'sh', kind])
          return true
        } catch {
          return false
        }
      }
      const wanted = cmdline.includes('upgrade.strace=/') ? 'traced' : 'plain'
      const kind = expected === 'none' && asked !== '' ? wanted : expected
      t.deepEqual([asks('plain'), asks('traced')], [kind === 'plain', kind === 'traced'])
    })
  }
}

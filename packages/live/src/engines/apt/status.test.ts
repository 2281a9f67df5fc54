// What apt tells of its progress is understood, whatever a package is called.
import test from 'ava'
import {parseAptStatus} from './status.ts'

const lines: readonly (readonly [string, ReturnType<typeof parseAptStatus>])[] = [
  [
    'dlstatus:1:0.1585:Retrieving file 2 of 170',
    {kind: 'download', about: '1', percent: 0.1585, text: 'Retrieving file 2 of 170'},
  ],
  [
    'pmstatus:libc6:i386:99.7187:Configuring libc6 (i386)',
    {kind: 'progress', about: 'libc6:i386', percent: 99.7187, text: 'Configuring libc6 (i386)'},
  ],
  [
    'pmerror:/x/wget_1.25-2_amd64.deb:7.5:unable to make backup link: Operation not permitted',
    {
      kind: 'error',
      about: '/x/wget_1.25-2_amd64.deb',
      percent: 7.5,
      text: 'unable to make backup link: Operation not permitted',
    },
  ],
  [
    "pmconffile:/etc/x:50:'/sysroot/etc/x' '/sysroot/etc/x.dpkg-new' 1 1",
    {
      kind: 'conffile',
      about: '/etc/x',
      percent: 50,
      text: "'/sysroot/etc/x' '/sysroot/etc/x.dpkg-new' 1 1",
    },
  ],
  ['media-change: x', undefined],
  ['pmstatus:x', undefined],
  ['', undefined],
]
for (const [line, status] of lines) {
  test(`status ${line}`, t => {
    t.deepEqual(parseAptStatus(line), status)
  })
}

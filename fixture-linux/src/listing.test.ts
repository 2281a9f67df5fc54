// What find(1) and the lists of configuration files say becomes files of packages.
import test from 'ava'
import {parseListings} from './listing.ts'

test('files, folders and symlinks, and what is configuration', t => {
  const text = [
    'd\t755\troot\troot\tbash/etc',
    'f\t4755\troot\tstaff\tbash/etc/bash.bashrc',
    'l\t777\troot\troot\tbash/usr/bin/sh',
    'C\t\t\t\tbash/etc/bash.bashrc',
    '',
  ].join('\n')
  const root = {user: 'root', group: 'root'}
  t.deepEqual(parseListings(text).get('bash'), {
    files: [
      {path: '/etc', type: 'directory', mode: '0755', ...root},
      {path: '/etc/bash.bashrc', type: 'file', mode: '4755', user: 'root', group: 'staff'},
      {path: '/usr/bin/sh', type: 'symlink', mode: '0777', ...root},
    ],
    conffiles: new Set(['/etc/bash.bashrc']),
  })
})

test('a device is refused', t => {
  t.throws(() => parseListings('c\t644\troot\troot\tmakedev/dev/null\n'), {
    message: '/dev/null of makedev is of no type that an RPM is made with: c',
  })
})

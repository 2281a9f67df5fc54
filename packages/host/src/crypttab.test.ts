// A crypttab tells which devices open without somebody who knows a passphrase.
import test from 'ava'
import {parseCrypttab} from './index.ts'

test('key files, passphrases, options, comments, and lines that are too short', t => {
  const text = [
    '# <target name> <source device> <key file> <options>',
    'vda5_crypt UUID=1-2 none luks,discard',
    'data\t/dev/sdb1   /etc/keys/data.key',
    'tpm PARTUUID=3 - tpm2-device=auto',
    'short',
    'swap /dev/sdc1',
    '',
  ].join('\n')
  t.deepEqual(parseCrypttab(text), [
    {name: 'vda5_crypt', device: 'UUID=1-2', keyFile: null, options: ['luks', 'discard']},
    {name: 'data', device: '/dev/sdb1', keyFile: '/etc/keys/data.key', options: []},
    {name: 'tpm', device: 'PARTUUID=3', keyFile: null, options: ['tpm2-device=auto']},
    {name: 'swap', device: '/dev/sdc1', keyFile: null, options: []},
  ])
})

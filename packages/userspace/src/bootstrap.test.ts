// mmdebstrap's command line, word for word.
import test from 'ava'
import {bootstrapArguments} from './bootstrap.ts'

test('with packages and without', t => {
  t.deepEqual(bootstrapArguments('trixie', ['ca-certificates', 'curl']), [
    'mmdebstrap',
    '--variant=apt',
    '--format=tar',
    '--include=ca-certificates,curl',
    'trixie',
    '-',
  ])
  t.deepEqual(bootstrapArguments('trixie', []), [
    'mmdebstrap',
    '--variant=apt',
    '--format=tar',
    'trixie',
    '-',
  ])
})

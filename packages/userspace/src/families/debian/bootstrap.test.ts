// mmdebstrap's command line, word for word.
import test from 'ava'
import {bootstrapArguments} from './bootstrap.ts'

const fixed = ['mmdebstrap', '--variant=apt', '--format=tar']

test('with packages and without', t => {
  t.deepEqual(bootstrapArguments({suite: 'trixie', packages: ['ca-certificates', 'curl']}), [
    ...fixed,
    '--include=ca-certificates,curl',
    'trixie',
    '-',
  ])
  t.deepEqual(bootstrapArguments({suite: 'trixie', packages: []}), [...fixed, 'trixie', '-'])
})

test('of more components than main', t => {
  t.deepEqual(
    bootstrapArguments({
      suite: 'trixie',
      packages: [],
      components: ['main', 'non-free-firmware'],
    }),
    [...fixed, '--components=main,non-free-firmware', 'trixie', '-'],
  )
})

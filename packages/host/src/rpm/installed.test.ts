// What rpm tells of its packages has one checksum, whatever order they come in, and another when one was installed anew.
import test from 'ava'
import {installedSha256, parseInstalled} from './installed.ts'

const lines = [
  'bash\t0\t5.1.8-9.el9\tx86_64\t1700000000\t1700000001',
  'bind-utils\t32\t9.16.23-1.el9\tx86_64\t1700000000\t1700000002',
  'gpg-pubkey\t0\tfd431d51-4ae0493b\t(none)\t1700000003\t1700000003',
]
const parse = (all: readonly string[]) => parseInstalled(all.map(line => `${line}\n`).join(''))

test('an epoch of 0 is left out, and keys are no packages', t => {
  t.deepEqual(
    parse(lines).map(one => `${one.package} ${one.version}`),
    ['bash.x86_64 5.1.8-9.el9', 'bind-utils.x86_64 32:9.16.23-1.el9'],
  )
})

test('the checksum is of the packages, not of their order and the keys', t => {
  t.is(installedSha256(parse(lines)), installedSha256(parse(lines.slice(0, 2).toReversed())))
  const again = lines.map(line => line.replace('1700000001', '1800000001'))
  t.not(installedSha256(parse(lines)), installedSha256(parse(again)))
})

// The label of a container says whose it is, and is read back as it was.
import test from 'ava'
import {parseOwner, renderOwner} from './labels.ts'

test('host and process', t => {
  t.is(renderOwner({hostname: 'build-1.example', pid: 4711}), 'build-1.example:4711')
  t.deepEqual(parseOwner('build-1.example:4711'), {hostname: 'build-1.example', pid: 4711})
})

test('a colon in the host name is part of it', t => {
  const owner = {hostname: 'fe80::1', pid: 1}
  t.deepEqual(parseOwner(renderOwner(owner)), owner)
})

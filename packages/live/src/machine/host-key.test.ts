// A host key is one that ssh knows by what is printed, and another one each time.
import {createPublicKey} from 'node:crypto'
import test from 'ava'
import {makeHostKey} from './host-key.ts'

test('the private key is in the form of SEC 1, and the public one is its own', t => {
  const {pem, public: known} = makeHostKey()
  t.regex(pem, /^-----BEGIN EC PRIVATE KEY-----\n/)
  const [type, blob = ''] = known.key.split(' ')
  t.is(type, 'ecdsa-sha2-nistp256')
  const {x = '', y = ''} = createPublicKey(pem).export({format: 'jwk'})
  const bytes = Buffer.from(blob, 'base64')
  t.deepEqual(
    bytes.subarray(-64),
    Buffer.concat([x, y].map(part => Buffer.from(part, 'base64url'))),
  )
  t.is(bytes.length, 4 + 19 + 4 + 8 + 4 + 65)
  t.regex(known.fingerprint, /^SHA256:[A-Za-z0-9+/]{43}$/)
})

test('each is another one', t => {
  t.not(makeHostKey().public.fingerprint, makeHostKey().public.fingerprint)
})

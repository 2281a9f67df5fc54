// Every package that apt would download, with its checksum; without one it is refused.

import {LivemodeError} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parsePrintedUris} from './print-uris.ts'

test('as many as apt prints', t => {
  const text = fixture('apt/print-uris')
  const uris = parsePrintedUris(text)
  t.is(uris.length, 170)
  t.deepEqual(uris[0], {
    uri: 'http://security.debian.org/debian-security/pool/updates/main/libz/libzstd/libzstd1_1.5.7%2bdfsg-1%2bdeb13u1_amd64.deb',
    name: 'libzstd1',
    version: '1.5.7+dfsg-1+deb13u1',
    architecture: 'amd64',
    bytes: 304140,
    sha256: '23a6f8a774d5dceda5f759b4ecdcdd652dfbefbf8271912e6a7ab0ee3250dc75',
  })
  t.true(uris.some(({version}) => version.startsWith('1:10.')))
})

test('a line with another checksum, or none', t => {
  for (const end of ['MD5Sum:d41d8cd98f00b204e9800998ecf8427e', '']) {
    const line = `'http://x/a_1_all.deb' a_1_all.deb 1 ${end}`
    const error = t.throws(() => parsePrintedUris(`${line}\n`), {
      instanceOf: LivemodeError,
      message: `apt gives no checksum: ${line}`,
    })
    t.is(error?.code, 'PLAN_BROKEN')
  }
})

test('nothing to download', t => {
  t.deepEqual(parsePrintedUris(''), [])
})

// Files of the repositories have each their place in the partial mirror, and come back from there.

import {LivemodeError} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {parseIndexTargets} from './apt/index-targets.ts'
import {parsePrintedUris} from './apt/print-uris.ts'
import {placeArchives, placeIndexes, uriOf} from './mirror.ts'

const {repositories} = targets['debian-13'].archive
const uris = parsePrintedUris(fixture('apt/print-uris'))

test('indexes', t => {
  const placed = placeIndexes(parseIndexTargets(fixture('apt/indextargets')), repositories)
  t.deepEqual(
    placed.map(({path}) => path),
    [
      'debian/dists/trixie/InRelease',
      'debian/dists/trixie/main/binary-amd64/Packages',
      'debian/dists/trixie-updates/InRelease',
      'debian/dists/trixie-updates/main/binary-amd64/Packages',
      'security/dists/trixie-security/InRelease',
      'security/dists/trixie-security/main/binary-amd64/Packages',
    ],
  )
})

test('packages, under the names that the indexes have for them, and back', t => {
  const placed = placeArchives(uris, repositories)
  t.is(
    placed[0]?.path,
    'security/pool/updates/main/libz/libzstd/libzstd1_1.5.7+dfsg-1+deb13u1_amd64.deb',
  )
  t.is(new Set(placed.map(({path}) => path)).size, 170)
  for (const {path, uri} of placed) {
    t.is(decodeURIComponent(uriOf(path, repositories)), decodeURIComponent(uri))
  }
})

test('two packages in one place are refused', t => {
  const [first] = uris
  if (!first) throw new Error('there are some')
  const encoded = {...first, uri: first.uri.replaceAll('%2b', '+')}
  const error = t.throws(() => placeArchives([first, encoded], repositories), {
    instanceOf: LivemodeError,
    message: `${first.uri} and ${encoded.uri} would both be security/pool/updates/main/libz/libzstd/libzstd1_1.5.7+dfsg-1+deb13u1_amd64.deb`,
  })
  t.is(error?.code, 'PLAN_BROKEN')
})

test('a package of another server is refused, also of one whose name begins the same', t => {
  const [first] = uris
  if (!first) throw new Error('there are some')
  for (const uri of ['http://x/a.deb', 'http://deb.debian.org/debian-ports/a.deb']) {
    t.throws(() => placeArchives([{...first, uri}], repositories), {
      instanceOf: LivemodeError,
      message: `${uri} belongs to no repository of the target`,
    })
  }
})

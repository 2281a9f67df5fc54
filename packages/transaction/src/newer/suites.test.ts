// Suites that have other packages now than when the upgrade was resolved are told, by what their mirror answers.
import test from 'ava'
import {serveTexts} from '../../test/text-server.ts'
import {findNewerSuites} from './suites.ts'

const planned = '1'.repeat(64)
const changed = '2'.repeat(64)
const key = 'main/binary-amd64/Packages'

const releaseWith = (sha256: string) => `Origin: Debian
SHA256:
 ${'0'.repeat(64)} 1234 ${key}.xz
 ${sha256} 123456 ${key}
`

const transactionAt = (uri: string) => ({
  repositories: [
    {folder: 'debian', uri, suites: ['trixie', 'x/updates'], components: ['main'], signedBy: '/k'},
  ],
  indexes: ['trixie', 'x/updates'].flatMap(suite => [
    {path: `debian/dists/${suite}/InRelease`, bytes: 1, sha256: '3'.repeat(64)},
    {path: `debian/dists/${suite}/${key}`, bytes: 123456, sha256: planned},
  ]),
})

const trixie = '/dists/trixie/InRelease'
const updates = '/dists/x/updates/InRelease'

test('a suite whose list of packages is another one', async t => {
  const uri = await serveTexts(t, {[trixie]: releaseWith(planned), [updates]: releaseWith(changed)})
  t.deepEqual(await findNewerSuites(transactionAt(uri)), ['x/updates'])
})

test('a suite that no longer has the list', async t => {
  const uri = await serveTexts(t, {[trixie]: 'SHA256:\n', [updates]: releaseWith(planned)})
  t.deepEqual(await findNewerSuites(transactionAt(uri)), ['trixie'])
})

test('nothing has changed', async t => {
  const uri = await serveTexts(t, {[trixie]: releaseWith(planned), [updates]: releaseWith(planned)})
  t.deepEqual(await findNewerSuites(transactionAt(uri)), [])
})

test('a mirror that does not answer, and one that has only a part of it', async t => {
  t.is(await findNewerSuites(transactionAt('http://127.0.0.1:9')), null)
  const half = await serveTexts(t, {[trixie]: releaseWith(planned)})
  t.is(await findNewerSuites(transactionAt(half)), null)
  const newer = await serveTexts(t, {[trixie]: releaseWith(changed)})
  t.deepEqual(await findNewerSuites(transactionAt(newer)), ['trixie'])
})

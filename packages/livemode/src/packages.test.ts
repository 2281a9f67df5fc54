// Packages are put on the machine only when all of them are there, and for the machine that they were resolved for.
import {createHash} from 'node:crypto'
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {LivemodeError, type UpgradeTransaction} from '@livemode/config'
import test from 'ava'
import {newFolder} from '../test/run-livemode.ts'
import {transaction as planned} from '../test/transaction.ts'
import {
  assertDownloaded,
  assertResolvedHere,
  findNewer,
  haveChanged,
  planPackageFiles,
} from './packages.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const file = (path: string) => ({path, bytes: 3, sha256: sha256(path)})

const transaction = {
  packageManager: 'apt',
  statusSha256: sha256('the status'),
  indexes: [file('debian/dists/trixie/InRelease')],
  archives: [{...file('debian/pool/a.deb'), package: 'a:amd64', version: '1'}],
} as unknown as UpgradeTransaction
const resolved = {transaction, bytes: 3, sha256: sha256('transaction.json')}

test('each file keeps its place below the folder of the packages', t => {
  t.deepEqual(
    planPackageFiles('/out', resolved).map(({from, to, size}) => [from, to, size]),
    ['transaction.json', 'debian/dists/trixie/InRelease', 'debian/pool/a.deb'].map(path => [
      `/out/packages/${path}`,
      `/var/lib/leapp/packages/${path}`,
      3,
    ]),
  )
})

test('what is missing, or has another size, is named before anything is done', async t => {
  const out = await newFolder(t)
  const files = planPackageFiles(out, resolved)
  for (const {from} of files) {
    await mkdir(dirname(from), {recursive: true})
    await writeFile(from, 'abc')
  }
  await t.notThrowsAsync(assertDownloaded(files))
  const last = join(out, 'packages/debian/pool/a.deb')
  await writeFile(last, 'ab')
  const error = await t.throwsAsync(assertDownloaded(files), {
    instanceOf: LivemodeError,
    message: `1 packages of the upgrade are missing or not whole, ${last} first`,
  })
  t.is(error?.exitCode, 2)
  t.is(error?.hint, 'run "livemode download"')
})

test('a transaction of another machine, or of another day, is refused', async t => {
  const status = join(await newFolder(t), 'status')
  await writeFile(status, 'the status')
  await t.notThrowsAsync(assertResolvedHere(resolved, status))
  await writeFile(status, 'another status')
  const error = await t.throwsAsync(assertResolvedHere(resolved, status), {
    instanceOf: LivemodeError,
    message: 'the packages of this machine are not those that the upgrade was resolved for',
  })
  t.is(error?.exitCode, 2)
  await t.throwsAsync(assertResolvedHere(resolved, join(status, 'x')), {
    message: /status\/x cannot be read: ENOTDIR/,
  })
})

test('what has been installed is held against the packages as they are', async t => {
  const folder = await newFolder(t)
  const status = join(folder, 'status')
  await writeFile(status, 'the status')
  t.false(await haveChanged(folder, status), 'nothing is installed')
  const installed = {...planned, statusSha256: sha256('the status')}
  await writeFile(join(folder, 'transaction.json'), JSON.stringify(installed))
  t.false(await haveChanged(folder, status))
  await writeFile(status, 'another status')
  t.true(await haveChanged(folder, status))
  await writeFile(join(folder, 'transaction.json'), '{')
  t.true(await haveChanged(folder, status))
})

test('where no upgrade is installed, or its plan is damaged, no mirror is asked for newer packages', async t => {
  const folder = await newFolder(t)
  t.is(await findNewer(folder), null)
  await writeFile(join(folder, 'transaction.json'), '{')
  t.is(await findNewer(folder), null)
  await writeFile(join(folder, 'transaction.json'), JSON.stringify({...planned, indexes: []}))
  t.deepEqual(await findNewer(folder), [])
})

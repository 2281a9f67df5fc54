// dnf's repositories that have other packages now than when the upgrade was resolved are told, by what their mirrors answer.
import {createHash} from 'node:crypto'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {serveTexts} from '../../test/text-server.ts'
import {findNewerRepositories} from './repositories.ts'

const planned = '1'.repeat(64)
const changed = '2'.repeat(64)

const repomdWith = (
  primary: string,
  {revision = 1, kind = 'primary'} = {},
) => `<?xml version="1.0" encoding="UTF-8"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
  <revision>${revision}</revision>
  <data type="filelists">
    <checksum type="sha256">${'3'.repeat(64)}</checksum>
  </data>
  <data type="${kind}">
    <checksum type="sha256">${primary}</checksum>
    <open-checksum type="sha256">${'4'.repeat(64)}</open-checksum>
    <location href="repodata/${primary}-primary.xml.gz"/>
  </data>
</repomd>
`

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const transactionAt = (uris: readonly string[], repomd = repomdWith(planned)) => ({
  repositories: ['baseos', 'appstream'].map(id => ({
    ...{id, folder: id, keys: [], isSigned: true, uri: `${uris[0]}/${id}`},
    mirrors: uris.slice(1).map(uri => `${uri}/${id}`),
  })),
  indexes: ['baseos', 'appstream'].flatMap(id => [
    {path: `${id}/repodata/repomd.xml`, bytes: 1, sha256: sha256(repomd)},
    {path: `${id}/repodata/${planned}-primary.xml.gz`, bytes: 1, sha256: planned},
    {path: `${id}/keys/1.asc`, bytes: 1, sha256: changed},
  ]),
})

const baseos = '/baseos/repodata/repomd.xml'
const appstream = '/appstream/repodata/repomd.xml'

test('a repository whose list of packages is another one', async t => {
  const uri = await serveTexts(t, {[baseos]: repomdWith(changed), [appstream]: repomdWith(planned)})
  t.deepEqual(await findNewerRepositories(transactionAt([uri])), ['baseos'])
})

test('one that was only made anew is the same, and so is one whose list has another form too', async t => {
  const uri = await serveTexts(t, {
    [baseos]: repomdWith(planned, {revision: 2}),
    [appstream]: repomdWith(planned, {kind: 'primary_zck'}),
  })
  t.deepEqual(await findNewerRepositories(transactionAt([uri])), [])
})

test('one whose lists have other checksums is the same where nothing of its metadata has changed', async t => {
  const other = repomdWith(planned).replaceAll('"sha256"', '"sha512"')
  const uri = await serveTexts(t, {[baseos]: other, [appstream]: other})
  t.deepEqual(await findNewerRepositories(transactionAt([uri], other)), [])
})

test('a mirror that does not answer, and the next one', async t => {
  const dead = 'http://127.0.0.1:9'
  t.is(await findNewerRepositories(transactionAt([dead])), null)
  const uri = await serveTexts(t, {[baseos]: repomdWith(planned), [appstream]: repomdWith(changed)})
  t.deepEqual(await findNewerRepositories(transactionAt([dead, uri])), ['appstream'])
})

test('a folder that is a repository is read as one that is served', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'livemode newer-'))
  t.teardown(() => rm(folder, {recursive: true}))
  const uri = `file:${encodeURI(folder)}`
  const put = async (id: string, text: string) => {
    await mkdir(join(folder, id, 'repodata'), {recursive: true})
    await writeFile(join(folder, id, 'repodata/repomd.xml'), text)
  }
  t.is(await findNewerRepositories(transactionAt([uri])), null)
  await put('baseos', repomdWith(planned))
  await put('appstream', repomdWith(changed))
  t.deepEqual(await findNewerRepositories(transactionAt([uri])), ['appstream'])
  await put('appstream', repomdWith(planned))
  t.deepEqual(await findNewerRepositories(transactionAt([uri])), [])
})

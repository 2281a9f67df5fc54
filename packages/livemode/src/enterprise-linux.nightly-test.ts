// A live image of Enterprise Linux is built from .repo files alone; what is wrong with them is told before anything is made.
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {copyRelease, ensureRelease} from '@livemode/fixture-linux'
import {artifactNames, type Manifest} from '@livemode/image'
import {ensureToolbox} from '@livemode/userspace'
import test from 'ava'
import {execa} from 'execa'
import {enabled, newFolder, runLivemode} from '../test/run-livemode.ts'
import {startSession} from '../test/session.ts'

const log = () => {}
let session: Session
/** The repositories of Fixture Linux 9. */
let folder: string

test.before(async () => {
  session = await startSession()
  const from = await ensureToolbox(session, {log})
  const image = await ensureRelease(session, {id: '9', from, log})
  folder = await mkdtemp(join(tmpdir(), 'livemode-release-'))
  await copyRelease(session, {id: '9', image, folder})
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const keyFile = () => join(folder, '9/RPM-GPG-KEY-fixture-9')

/** A .repo file with these repositories, by the variables that dnf has. */
const repositoryFile = ({key = keyFile(), root = folder} = {}) =>
  ['baseos', 'appstream']
    .map(
      id => `[${id}]
name=Fixture Linux $releasever - ${id}
baseurl=file://${root}/$releasever/${id}/$basearch/
gpgcheck=1
repo_gpgcheck=1
gpgkey=file://${key}
`,
    )
    .join('\n')

async function build(work: string, text: string) {
  await writeFile(join(work, 'company.repo'), text)
  await writeFile(join(work, 'livemode.yaml'), `repositories: [${join(work, 'company.repo')}]\n`)
  const {DOCKER_HOST} = process.env
  return runLivemode(['build', '--config', 'livemode.yaml', '--target', 'el-9', '--out', 'out'], {
    folder: work,
    ...(DOCKER_HOST && {DOCKER_HOST}),
    ...enabled,
  })
}

test.serial('an image is built from .repo files, with the HMAC of its kernel', async t => {
  const work = await newFolder(t)
  const {code, stdout, stderr} = await build(work, repositoryFile())
  t.is(code, 0, stderr)
  t.regex(stdout, /^Fixture Linux 9\.0, image /)
  const manifest: Manifest = JSON.parse(await readFile(join(work, 'out/manifest.json'), 'utf8'))
  t.is(manifest.target.id, 'el-9')
  const names = manifest.packages.map(line => line.split(' ')[0])
  for (const name of ['kernel-core', 'dracut-live', 'dnf', 'rpm', 'systemd-container'])
    t.true(names.includes(name), name)
  const hmac = await readFile(join(work, 'out', artifactNames.kernelHmac), 'utf8')
  t.regex(hmac, /^[0-9a-f]{128} {2}vmlinuz-upgrade\.x86_64\n$/)
})

test.serial(
  'a key of somebody else, and a folder that is not there, are told before anything is made',
  async t => {
    const work = await newFolder(t)
    const stranger = join(work, 'stranger')
    const gpg = (...words: readonly string[]) =>
      execa('gpg', ['--homedir', work, '--batch', ...words])
    await gpg('--passphrase', '', '--quick-generate-key', 'stranger', 'rsa2048')
    await writeFile(stranger, (await gpg('--armor', '--export', 'stranger')).stdout)
    for (const [text, why] of [
      [repositoryFile({key: stranger}), /^livemode: the repository .*repomd\.xml/m],
      [
        repositoryFile({root: '/nonexistent'}),
        /^livemode: the repository file:\/nonexistent.*no such folder/m,
      ],
    ] as const) {
      const {code, stderr} = await build(work, text)
      t.is(code, 1, stderr)
      t.regex(stderr, why)
      t.deepEqual(await readdir(join(work, 'out')), ['messages'])
    }
  },
)

// A target's repositories are read with their keys, from text or from files; the toolbox has those of its own release.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {defaultConfig, LivemodeError, parseConfigFiles} from '@livemode/config'
import {
  type DebianSources,
  directAccess,
  planElSources,
  type Target,
  type TargetId,
  targets,
} from '@livemode/userspace'
import test from 'ava'
import {plainRepository} from '../test/rpm-repository.ts'
import {planBuildSources, readTargetSources, tellingOrigin} from './target-sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'livemode-sources-'))
test.after.always(() => rmSync(folder, {recursive: true}))

const key = join(folder, 'company.gpg')
writeFileSync(key, 'key')
const source = (signedBy: string) => `Types: deb
URIs: http://mirror.example.org/debian
Suites: trixie
Components: main
Signed-By: ${signedBy}
`

const readFor = (target: Target, text: string) =>
  readTargetSources(parseConfigFiles([{file: 'livemode.yaml', text}]), target)

const read = async (text: string): Promise<DebianSources> => {
  const sources = await readFor(targets['debian-13'], text)
  if (sources.family !== 'debian') throw new Error('they are of another family')
  return sources
}

const indented = (text: string) => text.replace(/^/gm, '  ')

test('from text and from files', async t => {
  const file = join(folder, 'company.sources')
  writeFileSync(file, source(key))
  for (const text of [`repositories: |\n${indented(source(key))}`, `repositories: [${file}]\n`]) {
    const {repositories, areOthers} = await read(text)
    t.true(areOthers)
    t.deepEqual(repositories, [
      {
        folder: 'repository-1',
        uri: 'http://mirror.example.org/debian',
        suites: ['trixie'],
        components: ['main'],
        signedBy: 'repository-1/dists/keyring.gpg',
        keyring: Buffer.from('key'),
      },
    ])
  }
})

test('a key that is not there, and a file that is none of sources', async t => {
  const missing = join(folder, 'missing.gpg')
  const none = join(folder, 'none.sources')
  writeFileSync(none, 'Types: deb\n')
  const cases = {
    [`repositories: |\n${indented(source(missing))}`]: `${missing}: there is no such file`,
    [`repositories: [${none}]\n`]: `${none}: has no URIs`,
  }
  for (const [text, why] of Object.entries(cases)) {
    const error = await t.throwsAsync(read(text), {instanceOf: LivemodeError})
    t.is(error?.code, 'CONFIG_INVALID')
    t.is(error?.message.split('\n')[0], `livemode.yaml:1:1: repositories: ${why}`)
  }
})

test('the toolbox is of the newest release, and has a mirror in common with each target', async t => {
  const text = `repositories: |\n${indented(source(key))}`
  const targetSources = await read(text)
  const config = {...defaultConfig, mirror: 'file:/srv/debian'}
  const toolboxOf = (targetId: TargetId) =>
    planBuildSources({config, targetId, targetSources}, directAccess).toolbox.sources
  t.is(toolboxOf('debian-13'), targetSources)
  const other = toolboxOf('debian-12')
  t.is(other?.repositories[0]?.uri, 'file:/srv/debian')
  t.is(other?.repositories[0]?.suites[0], 'trixie')
})

test('a repository that fails and that the configuration has not named is said to be Leapp’s', async t => {
  const repository = {...plainRepository, id: 'baseos'}
  const hintOf = async (from: string | null, hint?: string) => {
    const failing = Promise.reject(
      new LivemodeError('REPOSITORY_FAILED', 'the repository does not answer', hint ? {hint} : {}),
    )
    const error = await t.throwsAsync(tellingOrigin(planElSources([repository], {from}), failing), {
      instanceOf: LivemodeError,
      message: 'the repository does not answer',
    })
    return error?.hint
  }
  const file = '/etc/leapp/files/leapp_upgrade_repositories.repo'
  const origin = `the configuration names no repositories: these are Leapp’s, as told by ${file}`
  t.is(await hintOf(file), origin)
  t.is(await hintOf(file, 'wait'), `wait; ${origin}`)
  t.is(await hintOf(null, 'wait'), 'wait')
})

// A release is data: one that nobody has thought of is built as those that there are, and boots.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {defaultConfig} from '@livemode/config'
import {buildArtifacts, plainProgress, planUpgrade} from '@livemode/livemode'
import {directAccess, type ElTarget, targets} from '@livemode/userspace'
import test from 'ava'
import {startTestSession} from '../../test/session.ts'
import {families} from '../families/index.ts'
import {scenarios} from '../scenarios/index.ts'
import {installationId, planHost} from '../sources/host.ts'
import {findCache, runScenarios} from './run.ts'

const invented: ElTarget = {
  ...targets['el-9'],
  title: 'Fixture Linux 9',
  packages: {...targets['el-9'].packages, debugging: ['strace']},
  source: {title: 'Fixture Linux 8', id: 'fixture', orLike: false, version: '8'},
}

test('an invented target is built, and boots on its own predecessor', async t => {
  const {session} = await startTestSession()
  await using _session = session
  const out = await mkdtemp(join(tmpdir(), 'livemode-invented-'))
  t.teardown(() => rm(out, {recursive: true, force: true}))
  const log = () => {}
  const config = defaultConfig
  const cache = findCache(process.env)
  const build = {target: invented, targetId: 'el-9', config} as const
  const sources = await families.fixture.ensureTargetSources(session, {...build, cache, log})
  const plan = planUpgrade({
    loader: 'grub',
    ...build,
    targetSources: sources,
    host: planHost(scenarios['local-fixture'].source),
    enabled: true,
    authorizedKeys: null,
    nodeVersion: process.version,
    engine: 'probe',
    installation: installationId,
    transactionSha256: null,
    hooks: [],
  })
  const manifest = await buildArtifacts(session, {
    ...{...build, plan, out},
    sources: {userspace: {sources, access: directAccess}, toolbox: {}},
    node: {version: process.version, file: process.execPath},
    progress: plainProgress(log),
    environment: process.env,
  })
  const names = manifest.packages.map(line => line.split(' ')[0])
  t.true(names.includes('strace'))
  t.false(names.includes('vim-minimal'))

  const {signal} = new AbortController()
  const [result] = await runScenarios(
    {scenarios: ['local-fixture'], artifacts: out, console: false, out: join(out, 'boot'), jobs: 1},
    {environment: process.env, signal, output: process.stderr},
  )
  t.true(result?.passed, `${result?.error}`)
})

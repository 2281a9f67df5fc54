// Where a target's packages come from: the distribution, a mirror of it, or others; and what of that is in a layer's name.
import {defaultConfig} from '@livemode/config'
import test from 'ava'
import {planLayers} from '../../layers.ts'
import {directAccess} from '../../package-sources/package-sources.ts'
import {targets} from '../../targets/index.ts'
import type {DebianTarget} from '../../targets/target.ts'
import {
  type ConfiguredRepository,
  type DebianSources,
  imageSources,
  planDebianSources,
  usedRepositories,
} from './sources.ts'

const target: DebianTarget = targets['debian-13']
const requirements = {common: ['dracut'], additional: ['vim']}
const plan = (
  config: Partial<typeof defaultConfig>,
  configured: readonly ConfiguredRepository[] = [],
) => planDebianSources(target, {config: {...defaultConfig, ...config}, configured})

const imageRepositories = (sources: DebianSources) =>
  imageSources(target, sources, directAccess).repositories

const own = plan({})
const layers = planLayers(target, requirements)
const company: ConfiguredRepository = {
  uri: 'https://packages.example.org/debian',
  suites: ['trixie'],
  components: ['main', 'company'],
  keyring: Buffer.from('key'),
  checksValidity: true,
}

test('by default it is the distribution, and an image has just what it has', t => {
  t.is(imageRepositories(own), null)
  t.deepEqual(own.repositories, target.archive.repositories)
  t.deepEqual(planLayers(target, requirements, own), layers)
})

test('a mirror takes the place of one of its repositories, under the same key and the same name of layers', t => {
  const mirrored = plan({mirror: 'file:///srv/debian/'})
  t.deepEqual(
    mirrored.repositories.map(({uri, signedBy}) => [uri, signedBy]),
    [
      ['file:/srv/debian', '/usr/share/keyrings/debian-archive-keyring.gpg'],
      [
        'http://security.debian.org/debian-security',
        '/usr/share/keyrings/debian-archive-keyring.gpg',
      ],
    ],
  )
  t.deepEqual(
    imageRepositories(mirrored)?.map(({components}) => components),
    [target.base.components, target.base.components],
  )
  t.deepEqual(planLayers(target, requirements, mirrored), layers)
})

test('other repositories are other layers, and so are other keys', t => {
  const names = [
    plan({}, [company]),
    plan({}, [{...company, suites: ['trixie', 'trixie-updates']}]),
    plan({}, [{...company, keyring: Buffer.from('other')}]),
  ].map(sources => planLayers(target, requirements, sources).userspace)
  t.is(new Set([...names, layers.userspace]).size, 4)
})

test('repositories with one root and one key have one folder', t => {
  const {repositories} = plan({}, [
    company,
    {...company, suites: ['trixie-updates'], checksValidity: false},
    {...company, keyring: Buffer.from('other')},
  ])
  t.deepEqual(
    repositories.map(({folder, signedBy, mayBeExpired}) => [folder, signedBy, mayBeExpired]),
    [
      ['repository-1', 'repository-1/dists/keyring.gpg', undefined],
      ['repository-1', 'repository-1/dists/keyring.gpg', true],
      ['repository-2', 'repository-2/dists/keyring.gpg', undefined],
    ],
  )
})

test('the message has a row for each suite', t => {
  t.deepEqual(usedRepositories(plan({}, [company])), {
    repos: [{repoid: 'trixie', uri: company.uri, components: ['main', 'company']}],
  })
})

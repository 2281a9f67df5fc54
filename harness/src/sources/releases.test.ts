// Each release fits the target that it becomes.
import {releaseIds} from '@livemode/fixture-linux'
import type {DebianTarget} from '@livemode/userspace'
import test from 'ava'
import {planHost} from './host.ts'
import {installedMachines} from './installed-machines.ts'
import {machines} from './machines.ts'
import {releaseOf, releases} from './releases.ts'

for (const [id, release] of Object.entries(releases)) {
  const {familyId, version, versionId, targetId, prettyName, upgraded} = release
  if (familyId !== 'debian') continue
  test(`${id}: what it is called, and what it becomes`, t => {
    const {target} = releaseOf({release: id as keyof typeof releases})
    const {source, archive} = target as DebianTarget
    t.is(source.title.toLowerCase().replace(' ', '-'), id)
    t.is(versionId, source.version)
    t.is(version, archive.sourceSuite)
    t.is(prettyName, `Debian GNU/Linux ${versionId} (${version})`)
    t.is(upgraded, targetId.replace('-', ' '))
  })
}

test('fixture-8 is a release of Fixture Linux', t => {
  const {familyId, version, prettyName} = releases['fixture-8']
  t.is(familyId, 'fixture')
  t.true(releaseIds.some(id => id === version))
  t.deepEqual(planHost(machines.fixture).os, {
    id: 'fixture',
    idLike: ['rhel', 'fedora'],
    versionId: '8.0',
  })
  t.is(prettyName, 'Fixture Linux 8.0')
})

test('a machine without a release has Debian 12', t => {
  t.is(releaseOf({}).targetId, 'debian-13')
  t.is(planHost(installedMachines.biosGrub).os.versionId, '12')
  t.is(planHost(installedMachines.biosGrubDebian11).os.versionId, '11')
})

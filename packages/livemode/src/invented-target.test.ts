// A target is its data: a release that there is not, of each family, is planned and checked whole, and no other one is named in it.
import {defaultConfig} from '@livemode/config'
import type {Host} from '@livemode/host'
import {
  type DebianTarget,
  type ElTarget,
  isSource,
  type Target,
  type TargetId,
  targets,
} from '@livemode/userspace'
import test from 'ava'
import {planFor, readHost} from '../test/planned.ts'
import {checkUpgrade} from './report/index.ts'
import {printedPlan} from './upgrade-plan.ts'

/** Versions that ask for other arguments than those of the targets that there are. */
const versions = {dracutVersion: '059', systemdVersion: '252', x86Level: 4}
const sourceOf = (title: string) => ({title, id: 'invented', orLike: false, version: '41'})

const el: ElTarget = {
  ...targets['el-9'],
  ...versions,
  title: 'Invented Enterprise 42',
  releasever: '42',
  source: sourceOf('Invented Enterprise 41'),
  paths: {invented: {'41.7': ['42.1']}},
  readsIfcfg: false,
  packages: {...targets['el-9'].packages, invention: ['invented-package']},
  maskedUnits: ['invented.timer'],
  sshdUnit: 'invented-sshd.service',
}
const debian: DebianTarget = {
  ...targets['debian-13'],
  ...versions,
  title: 'Invented Debian 42',
  suite: 'inventory',
  archive: {
    ...targets['debian-13'].archive,
    sourceSuite: 'stock',
    repositories: [
      {
        folder: 'debian',
        uri: 'http://packages.example.org/debian',
        suites: ['inventory'],
        components: ['main'],
        signedBy: '/usr/share/keyrings/invented.gpg',
      },
    ],
  },
  source: sourceOf('Invented Debian 41'),
  packages: {...targets['debian-13'].packages, invention: ['invented-package']},
  maskedUnits: ['invented.timer'],
  sshdUnit: 'invented-sshd.service',
}

const withRelease = (host: Host, versionId: string): Host => ({
  ...host,
  os: {id: 'invented', idLike: [], versionId},
  x86Level: 4,
})
const settings = {
  setup_network_manager: true,
  setup_opensshd_with_auth_keys: '/keys',
  repositories: ['/etc/invented.repo'],
}
const keys = 'ssh-ed25519 AAAA me@example.org\n'

const cases: Readonly<Record<string, {target: Target; host: Host; others: RegExp}>> = {
  el: {
    target: el,
    host: withRelease(readHost('rhel-8-fips'), '41.7'),
    others: /Enterprise Linux|el-?9\b/i,
  },
  debian: {
    target: debian,
    host: withRelease(readHost('debian-12-ext4'), '41'),
    others: /Debian 1|debian-1|trixie|bookworm/i,
  },
}

const check = (target: Target, host: Host) =>
  checkUpgrade({
    target,
    host,
    loader: host.loader,
    config: {...defaultConfig, ...settings},
    enabled: true,
    engine: 'probe',
    sizes: {...target.sizes, isBuilt: false},
  }).map(({id, sentence}) => [id, sentence])

for (const [family, {target, host, others}] of Object.entries(cases)) {
  const targetId = 'invented-42' as TargetId
  const plan = planFor(host, settings, {target, targetId, authorizedKeys: keys})

  test(`the plan of an invented release of ${family}`, t => {
    t.true(isSource(target.source, host.os))
    const {requirements, image, bootEntry} = plan
    t.true(requirements.common.includes('invented-package'))
    const paths = image.files.map(({path}) => path)
    t.true(paths.includes('/etc/systemd/system/invented.timer'))
    t.true(paths.some(path => path.includes('/invented-sshd.service')))
    t.is(bootEntry.title, `Live upgrade to ${target.title}`)
    // By the table of dracut's arguments.
    t.true(bootEntry.arguments.add.includes('rd.live.overlay.overlayfs=1'))
    t.is(
      bootEntry.arguments.add.includes('boot=UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7da1'),
      family === 'el',
    )
    const printed = printedPlan(plan)
    // Its comments are about any release.
    const files = printed.files.filter(({path}) => !path.endsWith('.mjs'))
    const text = JSON.stringify({...printed, files}).replaceAll(host.kernelCmdline, '')
    t.true(text.includes('invented-42'))
    t.is(new RegExp(`.{0,60}(?:${others.source}).{0,40}`, 'i').exec(text)?.[0], undefined)
  })

  test(`what speaks against an upgrade to an invented release of ${family}`, t => {
    const older = {...host, x86Level: 3, os: {...host.os, versionId: '40'}}
    const found = check(target, older)
    t.deepEqual(
      found.filter(([id]) => id !== 'ifcfg-not-read'),
      [
        [
          'upgrade-path-not-supported',
          `${target.title} is reached from ${target.source.title}, and this machine is invented 40`,
        ],
        [
          'processor-too-old',
          `${target.title} is built for processors of x86-64-v4, and this machine has x86-64-v3`,
        ],
      ],
    )
  })
}

test('an invented release of Enterprise Linux has its own paths and profiles', t => {
  const ids = (versionId: string) =>
    check(el, withRelease(readHost('rhel-8-fips'), versionId)).map(([id]) => id)
  t.deepEqual(ids('41.7'), ['ifcfg-not-read'])
  t.deepEqual(ids('41.6'), ['minor-release-without-path', 'ifcfg-not-read'])
})

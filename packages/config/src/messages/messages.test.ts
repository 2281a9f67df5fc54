// Each message takes what its step gives, whole and nothing else, and comes back from JSON unchanged.
import test from 'ava'
import {defaultConfig, liveModeConfigFacts, type Messages, messages, plannedFile} from '../index.ts'

const samples: Messages = {
  LiveModeConfigFacts: liveModeConfigFacts(defaultConfig, {enabled: true}),
  UsedTargetRepositories: {repos: [{repoid: 'rhel-9-for-x86_64-baseos-rpms'}]},
  LiveModeRequirementsTasks: {packages: ['dracut-live', 'squashfs-tools']},
  PrepareLiveImageTasks: {
    files: [
      {path: '/etc/motd', type: 'file', mode: '0644', uid: 0, gid: 0, content: 'Welcome\n'},
      {path: '/sysroot', type: 'symlink', mode: '0777', uid: 0, gid: 0, target: '/run/upgrade'},
      {path: '/run/upgrade', type: 'directory', mode: '0755', uid: 0, gid: 0},
    ],
  },
  PrepareLiveImagePostTasks: {},
  BootContent: {
    kernel_path: '/boot/vmlinuz-upgrade.x86_64',
    initram_path: '/boot/initramfs-upgrade.x86_64.img',
    kernel_hmac_path: null,
  },
  LiveModeArtifacts: {squashfs_path: '/var/lib/leapp/live-upgrade.img'},
  UpgradeTransaction: {
    packageManager: 'apt',
    version: 1,
    targetId: 'debian-13',
    statusSha256: '0'.repeat(64),
    architectures: ['amd64', 'i386'],
    upgrade: [{package: 'libc6:amd64', from: '2.36-9+deb12u13', to: '2.41-12'}],
    new: [{package: 'libssl3t64:amd64', version: '3.5.4-1~deb13u1'}],
    remove: [{package: 'libssl3:amd64', version: '3.0.18-1~deb12u1'}],
    kept: [{package: 'git:amd64', version: '1:2.39.5-0+deb12u2', why: 'it is on hold'}],
    automatic: ['libc6:amd64'],
    repositories: [
      {
        folder: 'debian',
        uri: 'http://deb.debian.org/debian',
        suites: ['trixie', 'trixie-updates'],
        components: ['main'],
        signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
      },
    ],
    indexes: [{path: 'debian/dists/trixie/InRelease', bytes: 140_420, sha256: '1'.repeat(64)}],
    archives: [
      {
        package: 'libc6:amd64',
        version: '2.41-12',
        path: 'debian/pool/main/g/glibc/libc6_2.41-12_amd64.deb',
        bytes: 2_800_000,
        sha256: '2'.repeat(64),
      },
    ],
    dpkgOptions: ['--path-exclude=/usr/share/man/*'],
    sources: [{path: '/etc/apt/sources.list', content: null}],
    downloadBytes: 2_800_000,
    peakBytes: {'/': 900_000_000},
  },
}

for (const [name, schema] of Object.entries(messages)) {
  const sample = samples[name as keyof Messages]

  test(`${name} comes back from JSON unchanged`, t => {
    t.deepEqual(schema.parse(JSON.parse(JSON.stringify(sample))), sample)
  })

  test(`${name} refuses a key that it does not know`, t => {
    const {error} = schema.safeParse({...sample, surprise: 1})
    t.deepEqual(
      error?.issues.map(issue => issue.code),
      ['unrecognized_keys'],
    )
  })
}

test('the facts are the configuration and whether it counts', t => {
  const facts = liveModeConfigFacts(defaultConfig, {enabled: false})
  t.deepEqual(facts, {is_enabled: false, ...defaultConfig})
})

const place = {path: '/etc/x', uid: 0, gid: 0, mode: '0644'}
const wrongFiles: Readonly<Record<string, unknown>> = {
  'a relative path': {...place, path: 'etc/x', type: 'file', content: ''},
  'a mode as a number': {...place, mode: 420, type: 'file', content: ''},
  'a mode without its leading zero': {...place, mode: '644', type: 'file', content: ''},
  'an owner by name': {...place, uid: 'root', type: 'file', content: ''},
  'a file without content': {...place, type: 'file'},
  'a symlink to nothing': {...place, type: 'symlink', target: ''},
  'a directory with content': {...place, type: 'directory', content: ''},
  'a device': {...place, type: 'device'},
}

for (const [what, file] of Object.entries(wrongFiles)) {
  test(`${what} is no planned file`, t => t.false(plannedFile.safeParse(file).success))
}

for (const path of ['/etc/passwd', '../up', 'debian/../../up', 'debian/..', './x', '']) {
  test(`a file of a transaction does not lie at ${JSON.stringify(path)}`, t => {
    const file = {path, bytes: 1, sha256: '0'.repeat(64)}
    const {success} = messages.UpgradeTransaction.safeParse({
      ...samples.UpgradeTransaction,
      indexes: [file],
    })
    t.false(success)
  })
}

const dnfTransaction = {
  packageManager: 'dnf',
  version: 1,
  targetId: 'el-9',
  rpmdbSha256: '0'.repeat(64),
  releasever: '9',
  platformId: 'platform:el9',
  upgrade: [{package: 'bash.x86_64', from: '4.4.20-5.el8', to: '5.1.8-9.el9'}],
  new: [{package: 'kernel-core.x86_64', version: '5.14.0-570.el9'}],
  remove: [{package: 'bind-utils.x86_64', version: '32:9.11.36-16.el8'}],
  kept: [],
  repositories: [
    {
      id: 'baseos',
      folder: 'baseos',
      uri: 'http://x/9/BaseOS',
      mirrors: [],
      keys: ['baseos/keys/1.asc'],
      isSigned: true,
    },
  ],
  indexes: [{path: 'baseos/repodata/repomd.xml', bytes: 4000, sha256: '1'.repeat(64)}],
  archives: [
    {
      package: 'bash.x86_64',
      version: '5.1.8-9.el9',
      path: 'baseos/Packages/bash-5.1.8-9.el9.x86_64.rpm',
      bytes: 1_700_000,
      sha256: '2'.repeat(64),
    },
  ],
  sourceRepositories: [
    {path: '/etc/yum.repos.d/a.repo', id: 'a', options: null},
    {path: '/etc/yum.repos.d/b.repo', id: 'b-$releasever', options: {baseurl: 'http://b/9'}},
  ],
  targetRepositories: [
    {id: 'baseos', files: [{path: '/etc/yum.repos.d/livemode-baseos.repo', content: '[baseos]\n'}]},
  ],
  macros: {_install_langs: 'en:de'},
  modules: [{name: 'nginx', stream: '1.26'}],
  automatic: ['kernel-core.x86_64'],
  kernels: ['5.14.0-570.el9.x86_64'],
  sources: [{path: '/etc/yum.repos.d/x.repo', content: '[baseos]\n'}],
  downloadBytes: 1_700_000,
  peakBytes: {'/': 900_000_000},
}

test('a transaction of dnf comes back from JSON unchanged', t => {
  t.deepEqual(
    messages.UpgradeTransaction.parse(JSON.parse(JSON.stringify(dnfTransaction))),
    dnfTransaction,
  )
})

test('a transaction has what its own package manager needs, and no names of another’s', t => {
  const isOne = (value: unknown) => messages.UpgradeTransaction.safeParse(value).success
  t.false(isOne({...dnfTransaction, packageManager: 'apt'}))
  t.false(isOne({...samples.UpgradeTransaction, packageManager: 'dnf'}))
  t.false(isOne({...dnfTransaction, remove: [{package: 'libc6:amd64', version: '2.36-9'}]}))
  t.false(isOne({...dnfTransaction, repositories: [{...dnfTransaction.repositories[0], keys: []}]}))
})

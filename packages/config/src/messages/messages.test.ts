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

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

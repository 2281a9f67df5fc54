import {debian, debianArchive, debianBase} from './debian.ts'
import type {DebianTarget} from './target.ts'

export const debian13 = {
  ...debian,
  title: 'Debian 13',
  suite: 'trixie',
  base: debianBase('trixie'),
  packages: {
    ...debian.packages,
    // A package of its own since this release.
    'encrypted storage': ['systemd-cryptsetup'],
  },
  dracutVersion: '106',
  systemdVersion: '257',
  source: {title: 'Debian 12', id: 'debian', orLike: false, version: '12'},
  archive: debianArchive('trixie', {
    sourceSuite: 'bookworm',
    sourceAliases: ['oldstable'],
    targetAliases: ['stable'],
    partedComponents: {},
    architectures: ['amd64', 'arm64', 'armel', 'armhf', 'ppc64el', 'riscv64', 's390x'],
    components: ['main', 'contrib', 'non-free', 'non-free-firmware'],
  }),
  partedLoaders: [],
  additions: [
    {
      // systemd had it in its own package before, and only recommends it now.
      package: 'systemd-cryptsetup',
      need: 'encrypted-volumes',
      why: '/etc/crypttab has entries, and without it no encrypted volume is opened',
    },
  ],
  // The change to 64 bits of time.
  renamedLibraries: ['t64'],
  sizes: {
    kernel: 13_000_000,
    initramfs: 70_000_000,
    image: 300_000_000,
    download: 1_500_000_000,
    growth: 900_000_000,
  },
} satisfies DebianTarget

import {debian, debianArchive, debianBase} from './debian.ts'
import type {DebianTarget} from './target.ts'

export const debian12 = {
  ...debian,
  title: 'Debian 12',
  suite: 'bookworm',
  base: debianBase('bookworm'),
  dracutVersion: '059',
  systemdVersion: '252',
  source: {title: 'Debian 11', id: 'debian', orLike: false, version: '11'},
  archive: debianArchive('bookworm', {
    sourceSuite: 'bullseye',
    sourceAliases: ['oldoldstable', 'stable'],
    targetAliases: ['oldstable'],
    partedComponents: {'non-free': ['non-free-firmware']},
    architectures: [
      'amd64',
      'arm64',
      'armel',
      'armhf',
      'i386',
      'mips64el',
      'mipsel',
      'ppc64el',
      's390x',
    ],
    components: ['main', 'contrib', 'non-free', 'non-free-firmware'],
  }),
  partedLoaders: ['systemd-boot'],
  additions: [],
  renamedLibraries: [],
  sizes: {
    kernel: 9_000_000,
    initramfs: 70_000_000,
    image: 300_000_000,
    download: 1_500_000_000,
    growth: 900_000_000,
  },
} satisfies DebianTarget

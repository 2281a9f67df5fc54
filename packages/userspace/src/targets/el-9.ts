import {el} from './el.ts'
import type {ElTarget} from './target.ts'

export const el9 = {
  ...el,
  title: 'Enterprise Linux 9',
  releasever: '9',
  x86Level: 2,
  dracutVersion: '057',
  systemdVersion: '252',
  source: {title: 'Enterprise Linux 8', id: 'rhel', orLike: true, version: '8'},
  // As Leapp publishes them; CentOS Stream has no minor releases.
  paths: {
    rhel: {'8.10': ['9.6', '9.8', '9.9']},
    almalinux: {
      '8.10': ['9.0', '9.1', '9.2', '9.3', '9.4', '9.5', '9.6', '9.7', '9.8', '9.9'],
    },
    rocky: {'8.10': ['9.6', '9.8', '9.9']},
  },
  readsIfcfg: true,
  partedLoaders: [],
  sizes: {
    kernel: 15_000_000,
    initramfs: 80_000_000,
    image: 350_000_000,
    download: 1_500_000_000,
    growth: 900_000_000,
  },
} satisfies ElTarget

import {el} from './el.ts'
import {sources} from './sources.ts'
import type {ElTarget} from './target.ts'

export const el9 = {
  ...el,
  title: 'Enterprise Linux 9',
  releasever: '9',
  x86Level: 2,
  dracutVersion: '057',
  systemdVersion: '252',
  source: sources['el-9'],
  partedLoaders: [],
  sizes: {
    kernel: 15_000_000,
    initramfs: 80_000_000,
    image: 350_000_000,
    download: 1_500_000_000,
    growth: 900_000_000,
  },
} satisfies ElTarget

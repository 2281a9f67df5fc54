// Every fault breaks a disk, and leaves the rest of it as it was.
import test from 'ava'
import type {DiskPlan} from '../disks/plan.ts'
import type {Fault} from './fault.ts'
import {faults} from './index.ts'

const plan: DiskPlan = {
  partitions: [
    {mount: '/', fileSystem: 'ext4', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01'},
    {mount: '/var', fileSystem: 'xfs', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e02'},
  ],
  files: [],
  image: {path: '/var/lib/leapp/live-upgrade.img', bytes: 531_144_705},
  freeMebibytes: 1024,
}

const broken: Readonly<Record<keyof typeof faults, Partial<DiskPlan>>> = {
  'image-deleted': {image: undefined},
  'image-truncated': {image: {path: '/var/lib/leapp/live-upgrade.img', bytes: 265_572_352}},
  'root-renamed': {
    partitions: [
      {mount: '/', fileSystem: 'ext4', uuid: '00000000-7a52-4f6e-9a39-5d1c0c2d7e00'},
      {mount: '/var', fileSystem: 'xfs', uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e02'},
    ],
  },
}

for (const [id, {description, apply}] of Object.entries<Fault>(faults)) {
  test(id, t => {
    t.regex(description, /^[a-z].*[^.]$/)
    t.deepEqual(apply(plan), {...plan, ...broken[id as keyof typeof faults]})
  })
}

// One disk without its live image serves whole, cut and missing images.
import test from 'ava'
import {planBase} from './base.ts'
import type {DiskPlan} from './plan.ts'

const plan: DiskPlan = {
  partitions: [{mount: '/', fileSystem: 'ext4', uuid: '6c1f'}],
  files: [],
  image: {path: '/live.img', bytes: 200_000_000},
  freeMebibytes: 100,
}

test('the image is gone, and there is room for it', t => {
  t.deepEqual(planBase(plan), {...plan, image: undefined, freeMebibytes: 612})
})

test('it is the same for a cut image, and for none', t => {
  t.deepEqual(planBase({...plan, image: {path: '/live.img', bytes: 1}}), planBase(plan))
  t.deepEqual(planBase({...plan, image: undefined}), planBase(plan))
})

test('a larger image needs more', t => {
  const image = {path: '/live.img', bytes: 512 * 1024 * 1024 + 1}
  t.is(planBase({...plan, image}).freeMebibytes, 1124)
})

// In FIPS mode the live boot stays in it, and finds its kernel on the file system that this is on.
import type {Host, Mount} from '@livemode/host'
import test from 'ava'
import {debian13, el9, plan, readHost} from '../test/plan.ts'

const separate = readHost('rhel-8-uefi')
const boot = 'UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7da1'
const root = 'UUID=a7d0f1c2-31b8-4c55-8a2f-6f2f0c9e4da1'
const inFips = (host: Host, more = '', fips: boolean | undefined = true): Host => {
  const {fips: _, ...others} = host
  return {
    ...others,
    ...(fips === undefined ? {} : {fips}),
    kernelCmdline: `${host.kernelCmdline} fips=1${more}`,
  }
}
const words = (host: Host, target = el9) =>
  plan(host, target)
    .cmdline.split(' ')
    .filter(word => /^(?:fips|boot)=/.test(word))

const without = (mounts: readonly Mount[], at: string): Mount[] =>
  mounts
    .filter(({target}) => target !== at)
    .map(mount => ({...mount, children: without(mount.children, at)}))

test('/boot is a file system of its own, whatever the source says of it', t => {
  t.deepEqual(words(inFips(separate)), ['fips=1', `boot=${boot}`])
  t.deepEqual(words(inFips(separate, ` boot=${boot}`)), ['fips=1', `boot=${boot}`])
  t.deepEqual(words(inFips(separate, ' boot=/dev/sda2')), ['fips=1', `boot=${boot}`])
  t.true(plan(inFips(separate, ' boot=/dev/sda2'), el9).arguments.remove.includes('boot=/dev/sda2'))
})

test('a description from before the kernel was asked', t => {
  t.deepEqual(words(inFips(separate, '', undefined)), ['fips=1', `boot=${boot}`])
})

test('/boot is a folder of the root', t => {
  const host = {...separate, mounts: without(separate.mounts, '/boot')}
  t.deepEqual(words(inFips(host)), ['fips=1', `boot=${root}`])
})

test('out of FIPS mode nothing is said of it', t => {
  t.deepEqual(words(separate), [])
  t.deepEqual(words({...separate, kernelCmdline: `${separate.kernelCmdline} fips=0`}), ['fips=0'])
})

test('a target whose kernels have no HMAC is asked for nothing', t => {
  t.deepEqual(words(inFips(separate), debian13), ['fips=1'])
})

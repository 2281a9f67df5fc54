// What settings add to the command line, and that they answer what is found about the source's own.
import {type Config, defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import type {ImageVerity} from '@livemode/live'
import test from 'ava'
import {planAddedArguments} from './added-arguments.ts'
import {planCommandLine} from './command-line.ts'
import {lintCommandLine} from './lint.ts'

const name = 'debian-12-ext4'
const host = parseHost(fixture(`hosts/${name}.json`), {file: name})
const target = {
  dracutVersion: '106-6',
  systemdVersion: '257.8-1~deb13u2',
  kernelHmac: false,
}
const url = 'http://192.0.2.1/live.img'

const plan = (config: Partial<Config>, verity?: ImageVerity) =>
  planAddedArguments({
    ...(verity && {verity}),
    config: {
      ...defaultConfig,
      url_to_load_squashfs_from: url,
      dracut_network: 'ip=dhcp',
      ...config,
    },
    host,
    target,
    image: {kind: 'url', url},
  })

const timeouts = (words: readonly string[]) =>
  words.filter(word => word.startsWith('upgrade.initramfs.timeout'))

test('the initramfs has its own limit, or the one that is set', t => {
  t.deepEqual(timeouts(plan({})), [])
  t.deepEqual(timeouts(plan({initramfs_timeout: 1800})), ['upgrade.initramfs.timeout=1800'])
})

test('what the image is checked by is there as soon as it has been built', t => {
  const verity = {rootHash: 'ab'.repeat(32), hashOffset: 4096}
  const planned = (given?: ImageVerity) =>
    plan({}, given).filter(word => word.startsWith('upgrade.image.'))
  t.deepEqual(planned(), [])
  t.deepEqual(planned(verity), [
    `upgrade.image.roothash=${verity.rootHash}`,
    'upgrade.image.hashoffset=4096',
  ])
})

/** A SAN that takes minutes, on a machine whose administrator has been at the command line already. */
const slow = 'root=UUID=1 ro rd.retry=1200 upgrade.initramfs.timeout=1800'

const lint = (config: Partial<Config>) => {
  const {cmdline} = planCommandLine(slow, plan(config))
  return {findings: lintCommandLine(target, cmdline), limits: timeouts(cmdline.split(' '))}
}

test('slow storage is found, for an argument of the source does not raise the limit', t => {
  t.deepEqual(lint({}), {
    findings: [
      {
        argument: 'rd.retry=1200',
        sentence: 'the initramfs gives up after 900 s, before dracut has waited for its devices',
        remedy: 'set initramfs_timeout in /etc/livemode/livemode.yaml to more than rd.retry',
      },
    ],
    limits: [],
  })
})

test('with the setting it has its time, and nothing is found', t => {
  t.deepEqual(lint({initramfs_timeout: 1500}), {
    findings: [],
    limits: ['upgrade.initramfs.timeout=1500'],
  })
})

test('a setting that is too low is found as well', t => {
  t.deepEqual(
    lint({initramfs_timeout: 1000}).findings.map(({sentence}) => sentence),
    ['the initramfs gives up after 1000 s, before dracut has waited for its devices'],
  )
})

// What speaks against an upgrade is found, and told with what to do about it.
import {defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {checkUpgrade, type Finding, renderFindings} from './report.ts'
import {planUpgrade} from './upgrade-plan.ts'

const hostOf = (name: string) => parseHost(fixture(`hosts/${name}.json`), {file: name})

function check(host: Host, {enabled = true} = {}): readonly Finding[] {
  const target = targets['debian-13']
  const input = {config: defaultConfig, host, target, enabled, authorizedKeys: null}
  return checkUpgrade(input, planUpgrade(input))
}

test('nothing', t => {
  t.deepEqual(check(hostOf('rhel-8-lvm')), [])
  t.deepEqual(check(hostOf('rhel-8-lvm-var')), [])
  t.deepEqual(check(hostOf('debian-12-btrfs')), [])
  t.is(renderFindings([]), 'nothing speaks against the upgrade')
})

test('live mode is not enabled', t => {
  const findings = check(hostOf('rhel-8-lvm'), {enabled: false})
  t.deepEqual(findings, [
    {
      id: 'live-mode-not-enabled',
      severity: 'inhibitor',
      sentence: 'live mode is not enabled',
      remedy: 'set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade',
    },
  ])
})

test('another architecture', t => {
  t.deepEqual(check({...hostOf('rhel-8-lvm'), architecture: 'aarch64'}), [
    {
      id: 'architecture-not-supported',
      severity: 'inhibitor',
      sentence: 'live images are made for x86_64 only, and this machine is aarch64',
      remedy: 'upgrade this machine in another way',
    },
  ])
})

test('a root file system that the live system cannot mount', t => {
  const host = {...hostOf('rhel-8-lvm-var'), fstab: 'rpool/root / zfs defaults 0 0\n'}
  t.deepEqual(check(host), [
    {
      id: 'source-root-not-mounted',
      severity: 'inhibitor',
      sentence: 'the live system would not mount the root file system of this machine',
      remedy: 'name it in /etc/fstab; xfs, ext2, ext3, ext4, btrfs and vfat can be mounted',
    },
    {
      id: 'fstab-entry-left-out',
      severity: 'warning',
      sentence:
        'rpool/root at / is not mounted during the upgrade: the live system does not mount zfs',
      remedy: 'make sure that the upgrade needs nothing that lies there',
    },
  ])
})

test('what of fstab is left out is a warning; inhibitors are shown first', t => {
  const findings = check({...hostOf('debian-12-ext4'), architecture: 's390x'})
  t.is(
    renderFindings(findings.toReversed()),
    [
      'inhibitor architecture-not-supported: live images are made for x86_64 only, and this machine is s390x',
      '  upgrade this machine in another way',
      'warning fstab-entry-left-out: /dev/sr0 at /media/cdrom0 is not mounted during the upgrade: the live system does not mount udf,iso9660',
      '  make sure that the upgrade needs nothing that lies there',
    ].join('\n'),
  )
})

// A machine in FIPS mode has a live boot that is in it as well, or is refused.
import type {Host, Mount} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {check, plain, readHost, testFindings} from '../../test/enterprise-linux.ts'

const fips: Host = {...plain, fips: true, kernelCmdline: `${plain.kernelCmdline} fips=1`}
const packages = ['kernel-core 5.14.0-1.el9 x86_64', 'libkcapi-hmaccalc 1.4.0-2.el9 x86_64']
const image = {imageModules: ['dmsquash-live', 'fips'], imagePackages: packages}
const cannotCheck = [
  'inhibitor fips-mode-not-kept',
  'this machine is in FIPS mode, and the initramfs of the image cannot check its kernel, as it has to there',
  'build the image anew, from repositories that have libkcapi-hmaccalc (dracut of Enterprise Linux asks for it)',
]

/** The same machine where nobody knows the file system of /boot by a UUID. */
const withoutUuid = (mounts: readonly Mount[]): Mount[] =>
  mounts.map(mount => ({
    ...mount,
    ...(mount.target === '/boot' ? {uuid: null} : {}),
    children: withoutUuid(mount.children),
  }))

testFindings({
  'before the image is built': {given: {host: fips}, findings: []},
  'an image that can check': {given: {host: fips, ...image}, findings: []},
  'an image without the module': {
    given: {host: fips, ...image, imageModules: []},
    findings: [cannotCheck],
  },
  'an image without the program': {
    given: {host: fips, ...image, imagePackages: packages.slice(0, 1)},
    findings: [cannotCheck],
  },
  'the same for a machine that is not in FIPS mode': {
    given: {host: {...plain, fips: false}, ...image, imageModules: []},
    findings: [],
  },
  'a kernel that is not found': {
    given: {host: {...fips, mounts: withoutUuid(fips.mounts)}},
    findings: [
      [
        'inhibitor fips-mode-not-kept',
        'this machine is in FIPS mode, and the initramfs does not find the kernel that it has to check: the file system of /boot has no UUID',
        'describe the machine as root, or have /boot on a file system with a UUID',
      ],
    ],
  },
})

test('a target that has no FIPS mode', t => {
  const host: Host = {...readHost('debian-12-ext4'), fips: true}
  t.deepEqual(check({host, target: targets['debian-13']}), [
    {
      id: 'fips-mode-not-kept',
      severity: 'inhibitor',
      sentence: 'this machine is in FIPS mode, which the live system of Debian 13 does not have',
      remedy:
        'upgrade this machine in another way, or take fips=1 off its kernel command line, and reboot',
    },
  ])
})

// What speaks against an upgrade of Enterprise Linux besides what does on every machine.
import {type ElTarget, planElSources, targets} from '@livemode/userspace'
import test from 'ava'
import {check, plain, readHost, rhel, sizes, testFindings} from '../../../test/enterprise-linux.ts'
import {plainRepository} from '../../../test/rpm-repository.ts'
import {checkPath} from '../index.ts'

const leapps = planElSources(
  ['baseos', 'appstream'].map(id => ({...plainRepository, id})),
  {from: '/etc/leapp/files/leapp_upgrade_repositories.repo'},
)

testFindings({
  'a size of the crash kernel that the target does not know': {
    given: {host: rhel},
    findings: [
      [
        'warning kernel-argument-not-obeyed',
        'Enterprise Linux 9 does not follow crashkernel=auto of this machine’s kernel command line: its kernel sets nothing aside for kdump then',
        'after the upgrade: kdumpctl reset-crashkernel --kernel=ALL',
      ],
    ],
  },
  'a processor that the target is not built for': {
    given: {host: {...plain, x86Level: 1}},
    findings: [
      [
        'inhibitor processor-too-old',
        'Enterprise Linux 9 is built for processors of x86-64-v2, and this machine has x86-64-v1',
        'if it is a virtual machine, give it a newer model of processor (e.g. host-passthrough); else this machine cannot run it',
      ],
    ],
  },
  'a processor that is just good enough': {
    given: {host: {...plain, x86Level: 2, selinux: 'enforcing'}},
    findings: [],
  },
  'a target without repositories': {
    given: {host: plain, config: {}},
    findings: [
      [
        'inhibitor repositories-not-named',
        'Enterprise Linux 9 has no repositories of its own: each distribution has others',
        'name the .repo files of the one that this machine becomes (repositories), or an image that has been built (--out, --from)',
      ],
    ],
  },
  'repositories that Leapp has told': {
    given: {host: plain, config: {}, targetSources: leapps},
    findings: [
      [
        'warning repositories-from-leapp',
        'the packages of Enterprise Linux 9 come from the repositories of Leapp, as told by /etc/leapp/files/leapp_upgrade_repositories.repo: baseos, appstream',
        'if these are not the ones, name the .repo files of others (repositories)',
      ],
    ],
  },
  'repositories that Leapp has told, of an image that has been built': {
    given: {host: plain, config: {}, targetSources: leapps, sizes: {...sizes, isBuilt: true}},
    findings: [],
  },
  'a target without repositories, with an image that has been built': {
    given: {host: plain, config: {}, sizes: {...sizes, isBuilt: true}},
    findings: [],
  },
  'SELinux that is off by its file': {
    given: {host: {...plain, selinux: 'disabled'}},
    findings: [
      [
        'warning selinux-disabled-by-file',
        '/etc/selinux/config has SELINUX=disabled, which Enterprise Linux 9 does not follow: it starts SELinux without a policy',
        'if it has to be off: grubby --update-kernel=ALL --args=selinux=0',
      ],
    ],
  },
  'a device that the new kernel does not drive': {
    given: {
      host: {
        ...plain,
        drivers: [
          {module: 'mptsas', device: '0000:01:00.0'},
          {module: 'xen-blkfront', device: 'vbd-768'},
        ],
      },
      imageDrivers: ['ahci', 'xen_blkfront'],
    },
    findings: [
      [
        'warning driver-missing',
        'the kernel of the image has no mptsas, which drives the device 0000:01:00.0 here: Enterprise Linux 9 may not know it any more',
        'make sure that neither the live boot nor the upgraded system needs that device, or add a package that brings mptsas (additional_packages)',
      ],
    ],
  },
  'the same where no image has been built': {
    given: {host: {...plain, drivers: [{module: 'mptsas', device: '0000:01:00.0'}]}},
    findings: [],
  },
  'SELinux that is off by the kernel command line': {
    given: {
      host: {...plain, selinux: 'disabled', kernelCmdline: `${plain.kernelCmdline} selinux=0`},
    },
    findings: [],
  },
})

for (const name of ['rhel-8-uefi', 'centos-stream-8-uefi', 'almalinux-8-uefi', 'rocky-8-uefi']) {
  test(`nothing but its crash kernel speaks against ${name}`, t => {
    t.deepEqual(
      check({host: readHost(name)}).map(({id}) => id),
      ['kernel-argument-not-obeyed'],
    )
  })
}

test('a target that is data alone is reached from its own predecessor, and from no other', t => {
  const invented: ElTarget = {
    ...targets['el-9'],
    title: 'Fixture Linux 9',
    source: {title: 'Fixture Linux 8', id: 'fixture', orLike: false, version: '8'},
  }
  t.is(checkPath({host: plain, target: invented}).length, 1)
  const os = {id: 'fixture', idLike: ['rhel'], versionId: '8.0'}
  t.deepEqual(checkPath({host: {...plain, os}, target: invented}), [])
})

test('nothing speaks against rhel-8-fips', t => {
  t.deepEqual(check({host: readHost('rhel-8-fips')}), [])
})

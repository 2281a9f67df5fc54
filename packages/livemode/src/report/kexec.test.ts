// Where a boot loader cannot be armed kexec is chosen, or it is told what keeps both from starting the live image.
import {type Config, defaultConfig} from '@livemode/config'
import type {Host} from '@livemode/host'
import {type TargetId, targets} from '@livemode/userspace'
import test from 'ava'
import {readHost} from '../../test/planned.ts'
import {chooseLoader} from '../loader-choice.ts'
import {checkUpgrade, type ReportInput} from './index.ts'

const able: NonNullable<Host['kexec']> = {
  kernel: 'ready',
  isLockedDown: false,
  isXenPv: false,
  hasProgram: true,
  runsSystemd: true,
  graphics: [],
}
const target = targets['debian-13']
const btrfs: Host = {...readHost('debian-12-btrfs'), kexec: able}
const plainDisk: Host = {...readHost('debian-12-ext4'), kexec: able}

interface Case extends Partial<Pick<ReportInput, 'engine' | 'isKernelSigned'>> {
  readonly host: Host
  readonly named?: 'kexec' | 'grub'
  readonly targetId?: TargetId
  readonly config?: Partial<Config>
}

const find = ({host, named, targetId = 'debian-13', config, ...more}: Case) =>
  checkUpgrade({
    ...chooseLoader(host, {named, target: targets[targetId]}),
    target: targets[targetId],
    enabled: true,
    engine: 'probe',
    sizes: {...targets[targetId].sizes, isBuilt: false},
    ...more,
    config: {...defaultConfig, ...config},
  }).map(({severity, id, sentence, remedy}) => [`${severity} ${id}`, sentence, remedy])

const why =
  'GRUB cannot write to /boot/grub/grubenv, which lies on btrfs: it would boot the live image again and again'
const unarmed = [
  'inhibitor one-boot-not-possible',
  why,
  'give /boot a file system of its own, ext4 or xfs on a plain partition',
]
const chosen = [
  'warning started-by-kexec',
  `the live image is started by kexec, for the boot loader cannot be told to boot it once: ${why}`,
  'after the installation go there by "livemode start"; a reset or a loss of power leads to this system, where it has to be installed again',
]

test('a boot loader that can be armed is used, whatever else is possible', t => {
  t.is(chooseLoader(plainDisk, {target}).loader, 'grub')
  t.deepEqual(find({host: plainDisk}), [])
})

/** What GRUB of a machine cannot write to, or does not read. */
const unarmable: Readonly<Record<string, Host>> = {
  'the root on btrfs, with /boot in it': btrfs,
  'the root on a logical volume': {
    ...plainDisk,
    mounts: plainDisk.mounts.map(mount => ({
      ...mount,
      devices: [{name: 'vg-root', type: 'lvm'}, ...mount.devices],
    })),
  },
  'a RAID 1': {
    ...plainDisk,
    mounts: plainDisk.mounts.map(mount => ({
      ...mount,
      devices: [{name: 'md0', type: 'raid1'}, ...mount.devices],
    })),
  },
  'an encrypted /boot': {
    ...plainDisk,
    mounts: plainDisk.mounts.map(mount => ({
      ...mount,
      devices: [{name: 'cryptroot', type: 'crypt'}, ...mount.devices],
    })),
  },
  'a menu that reads no environment': {
    ...plainDisk,
    grubMenus: [
      {file: '/boot/grub/grub.cfg', readsNextEntry: false, readsEntries: false, goesOn: false},
    ],
  },
  'a boot loader that is not known': {...plainDisk, loader: 'unknown'},
}

for (const [what, host] of Object.entries(unarmable)) {
  test(`${what}: kexec starts the live image, unless nobody knows whether it can`, t => {
    t.is(chooseLoader(host, {target}).loader, 'kexec')
    t.is(chooseLoader(host, {target}).host.loader, host.loader)
    const {kexec: _, ...undescribed} = host
    t.is(chooseLoader(undescribed, {target}).loader, host.loader)
  })
}

test('what is named is used, and another boot loader counts as the one of the machine', t => {
  t.deepEqual(chooseLoader(btrfs, {named: 'grub', target}), {host: btrfs, loader: 'grub'})
  t.deepEqual(chooseLoader(plainDisk, {named: 'kexec', target}), {host: plainDisk, loader: 'kexec'})
  t.is(chooseLoader(btrfs, {named: 'systemd-boot', target}).host.loader, 'systemd-boot')
  t.deepEqual(find({host: btrfs, named: 'grub'}), [unarmed])
  t.deepEqual(find({host: plainDisk, named: 'kexec'}), [])
})

test('it is told why kexec has been chosen', t => {
  t.deepEqual(find({host: btrfs}), [chosen])
})

/** What keeps a machine from it: with the reason against its boot loader. */
const obstacles: Readonly<
  Record<string, {kexec: Partial<Host['kexec']>; says: readonly [string, string]}>
> = {
  'a kernel that was built without it': {
    kexec: {kernel: 'missing'},
    says: [
      'the kernel of this machine was built without kexec',
      'boot a kernel of the distribution',
    ],
  },
  'a kernel that has been told to load none': {
    kexec: {kernel: 'disabled'},
    says: [
      'kernel.kexec_load_disabled is 1, which holds until this machine is started anew',
      'take it out of /etc/sysctl.conf and /etc/sysctl.d, and reboot',
    ],
  },
  'a PV guest of Xen': {
    kexec: {isXenPv: true},
    says: [
      'this machine is a guest of Xen of the type PV, which only Xen itself can start',
      'make it a guest of the type PVH or HVM',
    ],
  },
  'another init': {
    kexec: {runsSystemd: false},
    says: [
      'systemd does not run here, which ends this system before the other kernel begins',
      'upgrade this machine in another way',
    ],
  },
  'no kexec-tools': {
    kexec: {hasProgram: false},
    says: ['the program kexec is missing', 'install it: apt-get install kexec-tools'],
  },
}

for (const [what, {kexec, says}] of Object.entries(obstacles)) {
  test(`${what}: both reasons are told`, t => {
    const [sentence, remedy] = says
    const refused = [
      'inhibitor kexec-not-possible',
      `the live image cannot be started by kexec: ${sentence}`,
      remedy,
    ]
    t.deepEqual(find({host: {...btrfs, kexec: {...able, ...kexec}}}), [unarmed, refused])
    const onPlain = {...plainDisk, kexec: {...able, ...kexec}}
    t.deepEqual(find({host: onPlain}), [], 'nobody asks for it')
    t.deepEqual(find({host: onPlain, named: 'kexec'}), [refused])
  })
}

test('of a machine that was described before, it is not known', t => {
  const {kexec: _, ...host} = btrfs
  t.deepEqual(find({host}), [unarmed])
  t.deepEqual(find({host, named: 'kexec'}).slice(0, 1), [
    [
      'inhibitor kexec-not-possible',
      'the live image cannot be started by kexec: it is not known whether this machine can be started by kexec',
      'describe the machine anew: livemode host',
    ],
  ])
})

test('Enterprise Linux has another package manager', t => {
  const host = {...readHost('rhel-8-md-raid'), kexec: {...able, hasProgram: false}}
  const found = find({host, named: 'kexec', targetId: 'el-9'})
  t.is(
    found.find(([id]) => id === 'inhibitor kexec-not-possible')?.[2],
    'install it: dnf install kexec-tools',
  )
})

const locked =
  'the running kernel is locked down, as with Secure Boot, and starts signed kernels only'

test('a kernel that is locked down starts signed ones only', t => {
  const host = {...plainDisk, kexec: {...able, isLockedDown: true}}
  t.deepEqual(find({host, named: 'kexec', isKernelSigned: false}), [
    [
      'inhibitor kernel-not-signed',
      `${locked}: that of the live image is not signed`,
      'build the image with a kernel that the distribution has signed, or switch Secure Boot off in the firmware',
    ],
  ])
  for (const isKernelSigned of [true, undefined]) {
    t.deepEqual(
      find({host, named: 'kexec', ...(isKernelSigned !== undefined && {isKernelSigned})}),
      [
        [
          'warning kernel-signature-needed',
          `${locked}, by a key that it trusts: whether that of the live image is one, the installation finds out`,
          'have the key of the target’s distribution in the firmware or in shim (mokutil --list-enrolled)',
        ],
      ],
    )
  }
  t.deepEqual(find({host, isKernelSigned: false}), [], 'a boot loader has its own ways')
})

test('a screen may stay dark', t => {
  const host = {...plainDisk, kexec: {...able, graphics: ['amdgpu', 'i915']}}
  t.deepEqual(find({host, named: 'kexec'}), [
    [
      'warning screen-may-stay-dark',
      'the screen, which amdgpu and i915 drive, may stay dark until the live system has a driver for it, or until the next reset',
      'follow the upgrade on a serial console, or over ssh',
    ],
  ])
  t.deepEqual(find({host}), [])
})

const unresumed = [
  'warning upgrade-not-resumed',
  'started by kexec, the live system does not come again when the power is lost half-way through: this machine would be left half upgraded',
  'have a backup or a snapshot to go back to, and a supply of power that lasts, or choose --engine probe for a dry run',
]

test('an upgrade that cannot go on by itself is told before it starts', t => {
  t.deepEqual(find({host: btrfs, engine: 'apt'}), [chosen, unresumed])
  const unknown = find({host: {...plainDisk, loader: 'unknown'}, engine: 'apt'})
  t.deepEqual(unknown, [
    [
      'inhibitor boot-loader-unknown',
      'the boot loader of this machine is not known, so that nobody could tell whether the upgraded system boots',
      'use grubby, systemd-boot or GRUB, or choose --engine probe for a dry run',
    ],
    unresumed,
  ])
  t.deepEqual(find({host: {...plainDisk, loader: 'unknown'}}), [])
})

test('GRUB of Enterprise Linux would boot the old kernel afterwards', t => {
  const host: Host = {...plainDisk, loader: 'grubby'}
  const found = find({host, named: 'kexec', engine: 'apt'})
  t.deepEqual(found, [
    [
      'inhibitor boot-loader-does-not-resume',
      'without the live system’s entry in its menu, GRUB would boot the old kernel after the upgrade: nothing makes the new one what it boots by default',
      'choose --engine probe for a dry run',
    ],
    unresumed,
  ])
})

// Each finding appears where it should, in its words, and a machine in order has none.
import {type Config, defaultConfig, LivemodeError} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, type LuksToken, type Mount, parseHost} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {chooseLoader} from '../loader-choice.ts'
import {
  assertNotInhibited,
  checkUpgrade,
  type Finding,
  planSizes,
  type ReportInput,
  renderFindings,
} from './index.ts'

const target = targets['debian-13']
const readHost = (name: string) => parseHost(fixture(`hosts/${name}.json`), {file: name})
/** As grub2-mkconfig makes it on Enterprise Linux. */
const menu2 = {
  file: '/boot/grub2/grub.cfg',
  readsNextEntry: true,
  readsSavedEntry: true,
  readsEntries: true,
  goesOn: false,
}
const ext4 = readHost('debian-12-ext4')

interface Case extends Partial<Omit<ReportInput, 'config' | 'host'>> {
  readonly config?: Partial<Config>
  readonly host?: Host
}

const check = ({config = {}, host = ext4, ...more}: Case) =>
  checkUpgrade({
    ...chooseLoader(host, {target: more.target ?? target}),
    target,
    enabled: true,
    engine: 'probe',
    sizes: {...target.sizes, isBuilt: false},
    ...more,
    config: {...defaultConfig, ...config},
  })

/** The host with its mounts changed one by one. */
const withMounts = (host: Host, change: (mount: Mount) => Partial<Mount>): Host => {
  const changed = (mounts: readonly Mount[]): Mount[] =>
    mounts.map(mount => ({...mount, children: changed(mount.children), ...change(mount)}))
  return {...host, mounts: changed(host.mounts)}
}

const url = {
  url_to_load_squashfs_from: 'https://images.example/live.img',
  dracut_network: 'ip=dhcp',
}
const keys = {setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys'}
const network = {setup_network_manager: true}
const elsewhere = 'set squashfs_fullpath to a path on another file system, or boot from a URL'
const plainBoot = 'give /boot a file system of its own, ext4 or xfs on a plain partition'
const askable =
  'set passphrase_timeout in /etc/livemode/livemode.yaml, and enter the passphrase on a console of the live boot'
const supportable =
  'add tpm2 to device_support in /etc/livemode/livemode.yaml and build the image with that'
const tpm2 = {device_support: ['tpm2']} as const
/** Its root opens by the TPM; with these tokens in the header, if any. */
const withTpm = (tokens: readonly Partial<LuksToken>[]): Host => ({
  ...readHost('debian-12-luks'),
  crypttab: 'vda3_crypt UUID=1 - tpm2-device=auto\n',
  ...(tokens.length > 0 && {luksTokens: {[luksContainer]: tokens.map(tpm2Token)}}),
})
const tpm2Token = (token: Partial<LuksToken>): LuksToken => ({
  ...{type: 'systemd-tpm2', pcrs: [7], hasPin: false, hasPolicyFile: false, pins: []},
  ...token,
})
/** Has a volume for data that opens by the TPM; with these tokens in its header, where that has been read. */
const withSafe = (tokens: readonly Partial<LuksToken>[] | undefined): Host => ({
  ...withMounts(ext4, ({target: at}) =>
    at === '/boot/efi' ? {devices: [{name: 'data', type: 'crypt', container: '1-2'}]} : {},
  ),
  crypttab: 'data UUID=1-2 none luks,tpm2-device=auto\n',
  ...(tokens && {luksTokens: {'1-2': tokens.map(tpm2Token)}}),
})
const luksContainer = '1f2e3d06-5a31-4c7e-9b20-0d6e4f8a0006'
const withClevis: Host = {
  ...readHost('debian-12-luks'),
  luksTokens: {
    [luksContainer]: [
      {type: 'clevis', pcrs: [], hasPin: false, hasPolicyFile: false, pins: ['tang']},
    ],
  },
}
const session = {
  target: 'iqn.x',
  address: '10.0.0.1',
  port: 3260,
  driver: 'iscsi_tcp',
  record: {startup: 'automatic', hasPassword: true},
}
/** Its root lies on a disk that is reached by iSCSI. */
const onIscsi = (its: Partial<typeof session>): Host =>
  withMounts(ext4, ({target: at}) =>
    at === '/'
      ? {devices: [{name: 'sda', type: 'disk', transport: 'iscsi', iscsi: {...session, ...its}}]}
      : {},
  )
const separateUsr = readHost('debian-12-separate-usr')
const withDataOnIscsi = withMounts(
  {...separateUsr, fstab: separateUsr.fstab.replaceAll(/^.* swap .*\n/gm, '')},
  ({target: at}) =>
    at === '/home'
      ? {devices: [{name: 'sdb', type: 'disk', transport: 'iscsi', iscsi: session}]}
      : {},
)
const iscsi = {device_support: ['iscsi'], dracut_network: 'ip=dhcp'} as const
const iscsiSupportable =
  'add iscsi to device_support in /etc/livemode/livemode.yaml and build the image with that'
const enrol = `enrol a key that it gives there: systemd-cryptenroll --tpm2-device=auto --tpm2-pcrs=7 /dev/disk/by-uuid/${luksContainer}`
const unopened = 'upgrade this machine in another way: nothing opens its root in the live boot yet'
const disk = [
  {name: 'sda2', type: 'part'},
  {name: 'sda', type: 'disk'},
]
const fromCommandLine = 'take arguments from the kernel command line of this machine, and reboot'
const inFstab = 'make sure that the upgrade needs nothing that lies there'
const mountable = (at: string) =>
  `have ${at} on a file system that the live system mounts (xfs, ext2, ext3, ext4, btrfs, vfat)`

for (const name of ['ext4', 'bind', 'symlink', 'no-fstab-root']) {
  test(`nothing speaks against the upgrade of debian-12-${name}`, t => {
    t.deepEqual(check({host: readHost(`debian-12-${name}`)}), [])
  })
}

test('nothing speaks against the upgrade of debian-11-ext4', t => {
  t.deepEqual(check({host: readHost('debian-11-ext4'), target: targets['debian-12']}), [])
})

const cases: Readonly<Record<string, {given: Case; findings: readonly (readonly string[])[]}>> = {
  'live mode is not enabled': {
    given: {enabled: false},
    findings: [
      [
        'inhibitor live-mode-not-enabled',
        'live mode is not enabled',
        'set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade',
      ],
    ],
  },
  'another architecture': {
    given: {host: {...ext4, architecture: 'aarch64'}},
    findings: [
      [
        'inhibitor architecture-not-supported',
        'live images are made for x86_64 only, and this machine is aarch64',
        'upgrade this machine in another way',
      ],
    ],
  },
  'an image of last month': {
    given: {imageDays: 31},
    findings: [
      [
        'warning image-old',
        'the packages of the live image are 31 days old, and lack the security updates since',
        '"livemode build --refresh" makes it of the packages that the mirror has now',
      ],
    ],
  },
  'another family': {
    given: {host: readHost('rhel-8-lvm')},
    findings: [
      [
        'inhibitor upgrade-path-not-supported',
        'Debian 13 is reached from Debian 12, and this machine is rhel 8.10',
        'name the release that follows: --target el-9',
      ],
    ],
  },
  'a family that nothing leads on from': {
    given: {
      host: {...ext4, os: {...ext4.os, id: 'ubuntu', idLike: ['debian'], versionId: '22.04'}},
    },
    findings: [
      [
        'inhibitor upgrade-path-not-supported',
        'Debian 13 is reached from Debian 12, and this machine is ubuntu 22.04',
        'upgrade this machine in another way',
      ],
    ],
  },
  'a release without a version': {
    given: {host: {...ext4, os: {...ext4.os, versionId: null}}},
    findings: [
      [
        'inhibitor upgrade-path-not-supported',
        'Debian 13 is reached from Debian 12, and this machine is debian without a version',
        'upgrade this machine in another way',
      ],
    ],
  },
  'a release whose target is another': {
    given: {host: {...ext4, os: {...ext4.os, versionId: '11'}}},
    findings: [
      [
        'inhibitor upgrade-path-not-supported',
        'Debian 13 is reached from Debian 12, and this machine is debian 11',
        'name the release that follows: --target debian-12',
      ],
    ],
  },
  'a boot loader that nobody knows': {
    given: {host: {...ext4, loader: 'unknown'}},
    findings: [
      [
        'inhibitor boot-loader-unknown',
        'the boot loader of this machine is not known, so that no boot entry can be made',
        'use grubby, systemd-boot or GRUB',
      ],
    ],
  },
  'a boot loader whose programs the target has in another package': {
    given: {
      engine: 'apt',
      target: targets['debian-12'],
      host: {...readHost('debian-11-ext4'), loader: 'systemd-boot'},
    },
    findings: [
      [
        'inhibitor boot-loader-not-upgraded',
        'the upgrade would take the programs of systemd-boot away: Debian 12 has them in a package of their own',
        'boot this machine by GRUB, or choose --engine probe for a dry run',
      ],
    ],
  },
  'a boot loader that does not resume an upgrade': {
    given: {
      engine: 'apt',
      host: {...ext4, loader: 'grubby', grubMenus: [{...menu2, readsSavedEntry: false}]},
    },
    findings: [
      [
        'inhibitor boot-loader-does-not-resume',
        'nothing in /boot/grub2/grub.cfg reads saved_entry: the live system would not be booted again when the power is lost half-way through',
        'set GRUB_DEFAULT=saved in /etc/default/grub, and have the menu made anew by grub2-mkconfig, or choose --engine probe for a dry run',
      ],
    ],
  },
  'a boot loader that resumes an upgrade': {given: {engine: 'apt'}, findings: []},
  'GRUB whose saved entry resumes an upgrade': {
    given: {engine: 'apt', host: {...ext4, loader: 'grubby', grubMenus: [menu2]}},
    findings: [],
  },
  'arguments of the source that a live boot cannot use': {
    given: {
      host: {
        ...ext4,
        kernelCmdline: `${ext4.kernelCmdline} rd.timeout=5 rd.overlay=LABEL=kept panic=0`,
      },
    },
    findings: [
      [
        'warning kernel-argument',
        'rd.timeout=5 on the command line of the live boot: dracut waits 3000 s for the device of a live root, whatever this says',
        'set initramfs_timeout in /etc/livemode/livemode.yaml',
      ],
    ],
  },
  'arguments of the source that would not come to the kernel whole': {
    given: {
      host: {...ext4, kernelCmdline: `root=UUID=1 ro a.b=à c.d=${'x'.repeat(1900)}`},
    },
    findings: [
      [
        'inhibitor kernel-argument-not-ascii',
        'the kernel argument a.b= has a character in its value that is not printable ASCII: the kernel and dracut may take it for a space',
        'take it from the kernel command line of this machine, and reboot',
      ],
      [
        'inhibitor command-line-too-long',
        'the command line of the live boot has 2321 bytes, and a kernel takes 2047: what is behind them would be missing',
        fromCommandLine,
      ],
    ],
  },
  'a command line of the source that may have been cut off': {
    given: {host: {...ext4, kernelCmdline: `root=UUID=1 ro ${'x'.repeat(3000)}`}},
    findings: [
      [
        'inhibitor command-line-too-long',
        'the kernel command line of this machine has 3015 bytes, and a kernel takes 2047: some arguments may be missing from it',
        fromCommandLine,
      ],
    ],
  },
  'a subvolume that the initramfs does not see': {
    given: {
      host: withMounts(
        {...ext4, fstab: 'UUID=0f3a4f6e-8a55-4f0e-b7d6-6f0c3f3f9b52 / btrfs defaults 0 0\n'},
        ({target: at}) => (at === '/' ? {fstype: 'btrfs', fsroot: '/@/.snapshots/7/snapshot'} : {}),
      ),
    },
    findings: [
      [
        'inhibitor one-boot-not-possible',
        'GRUB cannot write to /boot/grub/grubenv, which lies on btrfs: it would boot the live image again and again',
        plainBoot,
      ],
      [
        'inhibitor image-not-in-default-subvolume',
        '/var/lib/leapp/live-upgrade.img lies in a subvolume that the initramfs does not see: it mounts the default one, which is another, or not known',
        'set squashfs_fullpath to a path in the default subvolume (btrfs subvolume get-default), or on another file system',
      ],
    ],
  },
  'GRUB on btrfs': {
    given: {host: readHost('debian-12-btrfs')},
    findings: [
      [
        'inhibitor one-boot-not-possible',
        'GRUB cannot write to /boot/grub/grubenv, which lies on btrfs: it would boot the live image again and again',
        plainBoot,
      ],
    ],
  },
  'GRUB on a logical volume': {
    given: {
      host: withMounts(ext4, ({target}) =>
        target === '/' ? {devices: [{name: 'vg-root', type: 'lvm'}, ...disk]} : {},
      ),
    },
    findings: [
      [
        'inhibitor one-boot-not-possible',
        'GRUB cannot write to /boot/grub/grubenv, which lies on vg-root (lvm): it would boot the live image again and again',
        plainBoot,
      ],
    ],
  },
  'grubby with /boot on an array': {
    given: {
      host: withMounts({...ext4, loader: 'grubby'}, ({target}) =>
        target === '/' ? {devices: [{name: 'md0', type: 'raid1'}, ...disk]} : {},
      ),
    },
    findings: [
      [
        'inhibitor one-boot-not-possible',
        'GRUB cannot write to /boot/grub2/grubenv, which lies on md0 (raid1): it would boot the live image again and again',
        plainBoot,
      ],
    ],
  },
  'GRUB’s environment on the EFI system partition': {
    given: {
      host: {
        ...withMounts(ext4, ({target}) =>
          target === '/' ? {devices: [{name: 'vg-root', type: 'lvm'}, ...disk]} : {},
        ),
        resolvedPaths: {'/boot/grub/grubenv': '/boot/efi/EFI/debian/grubenv'},
      },
    },
    findings: [],
  },
  'systemd-boot on a logical volume': {
    given: {
      host: withMounts({...ext4, loader: 'systemd-boot'}, ({target}) =>
        target === '/' ? {devices: [{name: 'vg-root', type: 'lvm'}, ...disk]} : {},
      ),
    },
    findings: [],
  },
  'no container engine, and no image': {
    given: {buildMachine: {engineProblem: 'nobody answers'}},
    findings: [
      [
        'warning container-engine-missing',
        'this machine cannot build the image: nobody answers',
        'build the image on another machine and copy it here (--out), or start Docker or Podman’s socket',
      ],
    ],
  },
  'no container engine, and an image from elsewhere': {
    given: {
      buildMachine: {engineProblem: 'nobody answers'},
      sizes: {...target.sizes, isBuilt: true},
    },
    findings: [],
  },
  'an image on nfs': {
    given: {host: readHost('debian-12-nfs')},
    findings: [
      [
        'inhibitor image-on-unmountable-file-system',
        '/var/lib/leapp/live-upgrade.img lies on server.example:/images (nfs4), which the initramfs does not mount',
        elsewhere,
      ],
      [
        'inhibitor fstab-entry-left-out',
        'server.example:/images at /var/lib/leapp is not mounted during the upgrade: the live system does not mount nfs4',
        mountable('/var/lib/leapp'),
      ],
      [
        'warning fstab-entry-left-out',
        'server.example:/home at /home is not mounted during the upgrade: the live system does not mount nfs4',
        inFstab,
      ],
    ],
  },
  'a device without a UUID': {
    given: {host: withMounts(ext4, ({target: at}) => (at === '/' ? {uuid: null} : {}))},
    findings: [
      [
        'inhibitor image-device-without-uuid',
        '/var/lib/leapp/live-upgrade.img lies on /dev/vda2 (ext4), which has no UUID to find it by',
        elsewhere,
      ],
    ],
  },
  'LUKS that asks for a passphrase': {
    given: {host: readHost('debian-12-luks')},
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system and opens only with a passphrase, which the live boot does not have',
        askable,
      ],
    ],
  },
  'a key file that lies on what it opens': {
    given: {
      host: {...readHost('debian-12-luks'), crypttab: 'vda3_crypt UUID=1 /etc/key luks\n'},
    },
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system and opens only with a passphrase, which the live boot does not have',
        askable,
      ],
    ],
  },
  'LUKS whose passphrase somebody enters': {
    given: {host: readHost('debian-12-luks'), config: {passphrase_timeout: 600}},
    findings: [
      [
        'warning passphrase-asked',
        'the live boot asks on its consoles for the passphrase of vda3_crypt, and comes to nothing where nobody enters it',
        'be at a console of the machine when it reboots, each time until the upgrade has ended',
      ],
    ],
  },
  'LUKS whose passphrase comes over ssh': {
    given: {
      host: readHost('debian-12-luks'),
      config: {...keys, passphrase_timeout: 600, dracut_network: 'ip=dhcp'},
    },
    findings: [
      [
        'warning passphrase-asked',
        'the live boot asks on its consoles and over ssh for the passphrase of vda3_crypt, and comes to nothing where nobody enters it',
        'be at a console of the machine, or log in as root over ssh, when it reboots, each time until the upgrade has ended',
      ],
    ],
  },
  'LUKS whose passphrase cannot come over ssh for want of a network': {
    given: {
      host: readHost('debian-12-luks'),
      config: {...keys, ...network, passphrase_timeout: 600},
    },
    findings: [
      [
        'warning passphrase-asked',
        'the live boot asks on its consoles for the passphrase of vda3_crypt, and comes to nothing where nobody enters it',
        'be at a console of the machine when it reboots, each time until the upgrade has ended',
      ],
      [
        'warning passphrase-not-asked-over-ssh',
        'nobody can enter the passphrase of vda3_crypt over ssh: the initramfs has sshd and no network',
        'set dracut_network in /etc/livemode/livemode.yaml, e.g. to ip=dhcp',
      ],
    ],
  },
  'LUKS that the TPM opens, whoever is there': {
    given: {
      host: {...readHost('debian-12-luks'), crypttab: 'vda3_crypt UUID=1 - tpm2-device=auto\n'},
      config: {passphrase_timeout: 600},
    },
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system and opens only with the TPM, which the live boot does not have',
        supportable,
      ],
    ],
  },
  'LUKS that the TPM opens, with an image that asks it': {
    given: {host: withTpm([{}]), config: tpm2},
    findings: [],
  },
  'LUKS that the TPM opens, whose header has not been read': {
    given: {host: withTpm([]), config: tpm2},
    findings: [
      [
        'warning key-not-known',
        'it is not known whether the TPM gives the key of vda3_crypt in the live boot: the header of the device has not been read, or not understood',
        'describe the machine as root, with cryptsetup 2.4 or newer there; where no key is given, the live boot ends in this system again',
      ],
    ],
  },
  'LUKS that the TPM opens by a token that is not understood, beside one that does not': {
    given: {host: withTpm([{isUnread: true}, {pcrs: [4]}]), config: tpm2},
    findings: [
      [
        'warning key-not-known',
        'it is not known whether the TPM gives the key of vda3_crypt in the live boot: the header of the device has not been read, or not understood',
        'describe the machine as root, with cryptsetup 2.4 or newer there; where no key is given, the live boot ends in this system again',
      ],
    ],
  },
  'the same beside one that does': {
    given: {host: withTpm([{isUnread: true}, {}]), config: tpm2},
    findings: [],
  },
  'LUKS whose container only crypttab names': {
    given: {
      host: withMounts(
        {...withTpm([]), crypttab: 'plain UUID=1-2 - tpm2-device=auto\n'},
        ({target: at}) => (at === '/' ? {devices: [{name: 'plain', type: 'crypt'}, ...disk]} : {}),
      ),
      config: tpm2,
    },
    findings: [
      [
        'warning key-not-known',
        'it is not known whether the TPM gives the key of plain in the live boot: the header of the device has not been read, or not understood',
        'describe the machine as root, with cryptsetup 2.4 or newer there; where no key is given, the live boot ends in this system again',
      ],
    ],
  },
  'LUKS that the TPM opens, with an image that was built without it': {
    given: {host: withTpm([]), config: tpm2, imageSupport: []},
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system and opens only with the TPM, which the live boot does not have',
        'build the image anew: the one that is there was made without tpm2 in device_support',
      ],
    ],
  },
  'LUKS whose token another kernel changes, beside one that it does not': {
    given: {
      host: withTpm([{pcrs: [4, 7, 9]}, {pcrs: [7]}]),
      config: tpm2,
      imageSupport: ['tpm2'],
    },
    findings: [],
  },
  'LUKS whose token another kernel changes': {
    given: {host: withTpm([{pcrs: [4, 7, 9]}]), config: tpm2},
    findings: [
      [
        'inhibitor key-not-given',
        'the TPM does not give the key of vda3_crypt in the live boot: it is bound to PCR 4+9, and another kernel with another command line changes that',
        enrol,
      ],
    ],
  },
  'LUKS whose policy lies in a file': {
    given: {host: withTpm([{hasPolicyFile: true}]), config: tpm2},
    findings: [
      [
        'inhibitor key-not-given',
        'the TPM does not give the key of vda3_crypt in the live boot: its policy is in a file that the live boot does not have',
        enrol,
      ],
    ],
  },
  'LUKS of which the TPM has no key': {
    given: {host: withTpm([{type: 'systemd-recovery'}]), config: tpm2},
    findings: [
      [
        'inhibitor key-not-given',
        'the TPM does not give the key of vda3_crypt in the live boot: the header of the device has no token for it',
        enrol,
      ],
    ],
  },
  'LUKS that the TPM opens with a PIN': {
    given: {host: withTpm([{hasPin: true}]), config: tpm2},
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system, and the TPM opens it only with a PIN, for which nobody is asked',
        'set passphrase_timeout in /etc/livemode/livemode.yaml, and enter the PIN on a console of the live boot',
      ],
    ],
  },
  'LUKS that the TPM opens with a PIN, which somebody enters': {
    given: {host: withTpm([{hasPin: true}]), config: {...tpm2, passphrase_timeout: 600}},
    findings: [
      [
        'warning passphrase-asked',
        'the live boot asks on its consoles for the PIN of the TPM for vda3_crypt, and comes to nothing where nobody enters it',
        'be at a console of the machine when it reboots, each time until the upgrade has ended',
      ],
    ],
  },
  'LUKS that clevis opens, with an image that asks nobody': {
    given: {host: withClevis},
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system and opens only with clevis, which the live boot does not have',
        'add clevis to device_support in /etc/livemode/livemode.yaml and build the image with that',
      ],
    ],
  },
  'LUKS that clevis opens, without a network': {
    given: {host: withClevis, config: {device_support: ['clevis']}},
    findings: [
      [
        'inhibitor key-not-given',
        'clevis does not give the key of vda3_crypt in the live boot: it asks a Tang server, and there is no network: dracut_network is not set',
        'set dracut_network so that the server is reached',
      ],
    ],
  },
  'LUKS that clevis opens': {
    given: {host: withClevis, config: {device_support: ['clevis'], dracut_network: 'ip=dhcp'}},
    findings: [],
  },
  'LUKS that clevis opens on the machine, and somebody in the live boot': {
    given: {host: withClevis, config: {passphrase_timeout: 600}},
    findings: [
      [
        'warning passphrase-asked',
        'the live boot asks on its consoles for the passphrase of vda3_crypt, and comes to nothing where nobody enters it',
        'be at a console of the machine when it reboots, each time until the upgrade has ended',
      ],
    ],
  },
  'an encrypted device that is no LUKS container': {
    given: {
      host: withMounts(readHost('debian-12-luks'), ({target: at}) =>
        at === '/' ? {devices: [{name: 'plain', type: 'crypt'}, ...disk]} : {},
      ),
      config: {passphrase_timeout: 600},
    },
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'plain holds the image or the system and opens only with a passphrase, which the live boot does not have',
        unopened,
      ],
    ],
  },
  'LUKS that the TPM opens': {
    given: {
      host: {...readHost('debian-12-luks'), crypttab: 'vda3_crypt UUID=1 - tpm2-device=auto\n'},
    },
    findings: [
      [
        'inhibitor encrypted-device-without-key',
        'vda3_crypt holds the image or the system and opens only with the TPM, which the live boot does not have',
        supportable,
      ],
    ],
  },
  'a system on a device that only a program of its own brings up': {
    given: {
      host: withMounts(ext4, ({target: at}) =>
        at === '/' ? {devices: [{name: 'bcache0', type: 'disk'}, ...disk]} : {},
      ),
    },
    findings: [
      [
        'inhibitor storage-not-reached',
        'the image or the system is on a device that is not there in the live boot: the live system has no programs for bcache0 (bcache)',
        'upgrade this machine in another way, or have both on a disk that the kernel finds',
      ],
    ],
  },
  'a system on a disk in the network': {
    given: {
      host: withMounts(ext4, ({target: at}) =>
        at === '/' ? {devices: [{name: 'sda', type: 'disk', transport: 'iscsi'}]} : {},
      ),
    },
    findings: [
      [
        'inhibitor storage-not-reached',
        'the image or the system is on a device that is not there in the live boot: the live system does not reach sda, by iSCSI',
        iscsiSupportable,
      ],
    ],
  },
  'a system on a disk by iSCSI, with an image that has no programs for it': {
    given: {host: onIscsi({}), config: iscsi, imageSupport: ['tpm2']},
    findings: [
      [
        'inhibitor storage-not-reached',
        'the image or the system is on a device that is not there in the live boot: the live system does not reach sda, by iSCSI',
        'build the image anew: the one that is there was made without iscsi in device_support',
      ],
    ],
  },
  'a system on a disk by iSCSI, with all that it needs': {
    given: {host: onIscsi({}), config: iscsi, imageSupport: ['iscsi']},
    findings: [],
  },
  'a system on a disk by iSCSI, without a network': {
    given: {host: onIscsi({}), config: {device_support: ['iscsi']}},
    findings: [
      [
        'inhibitor storage-not-reached',
        'the image or the system is on a device that is not there in the live boot: sda is reached by iSCSI, and the initramfs has no network',
        'set dracut_network in /etc/livemode/livemode.yaml, e.g. to ip=dhcp',
      ],
    ],
  },
  'a system on a disk by a card that does iSCSI': {
    given: {host: onIscsi({driver: 'bnx2i'}), config: iscsi},
    findings: [
      [
        'inhibitor storage-not-reached',
        'the image or the system is on a device that is not there in the live boot: sda is reached by iSCSI with the driver bnx2i, and the live system has iscsi_tcp alone',
        'upgrade this machine in another way, or have both on a disk that the kernel finds',
      ],
    ],
  },
  'a password for iSCSI where everybody reads it': {
    given: {
      host: {
        ...withMounts(onIscsi({}), ({target: at}) =>
          at === '/boot/efi' ? {options: 'rw,fmask=0022,dmask=0022'} : {},
        ),
        loader: 'systemd-boot',
        bootFolder: '/boot/efi',
      },
      config: iscsi,
    },
    findings: [
      [
        'inhibitor iscsi-password-not-protected',
        'the password for iqn.x goes into /boot/efi/livemode/livemode-initramfs.img, which every account of this machine can read',
        'mount /boot/efi with the option umask=0077',
      ],
    ],
  },
  'a password for iSCSI that only root reads': {
    given: {
      host: {
        ...withMounts(onIscsi({}), ({target: at}) =>
          at === '/boot/efi' ? {options: 'rw,fmask=0077,dmask=0077'} : {},
        ),
        loader: 'systemd-boot',
        bootFolder: '/boot/efi',
      },
      config: iscsi,
    },
    findings: [],
  },
  'data on a disk by iSCSI that is not reached': {
    given: {host: withDataOnIscsi, config: {device_support: ['iscsi']}},
    findings: [
      [
        'warning fstab-entry-left-out',
        'UUID=1f2e3d10-5a31-4c7e-9b20-0d6e4f8a0010 at /home is not mounted during the upgrade: sdb is reached by iSCSI, and the live system has no network',
        'set setup_network_manager in /etc/livemode/livemode.yaml',
      ],
    ],
  },
  'data on a disk by iSCSI that is reached': {
    given: {host: withDataOnIscsi, config: {device_support: ['iscsi'], ...network}},
    findings: [],
  },
  'a disk in the network by the kernel command line': {
    given: {
      host: {...ext4, kernelCmdline: `${ext4.kernelCmdline} rd.iscsi.firmware=1 nbd.nbds_max=4`},
    },
    findings: [
      [
        'inhibitor storage-not-reached',
        'the initramfs of this machine reaches disks in the network (rd.iscsi.firmware=1), and that of the image does not',
        'upgrade this machine in another way, or take rd.iscsi.firmware=1 off where nothing of the system is on such a disk',
      ],
    ],
  },
  'a disk by iSCSI on the kernel command line, and an image that reaches it': {
    given: {
      host: {
        ...ext4,
        kernelCmdline: `${ext4.kernelCmdline} rd.iscsi.firmware=1 nbdroot=10.0.0.1:x`,
      },
      config: iscsi,
    },
    findings: [
      [
        'inhibitor storage-not-reached',
        'the initramfs of this machine reaches disks in the network (nbdroot=10.0.0.1:x), and that of the image does not',
        'upgrade this machine in another way, or take nbdroot=10.0.0.1:x off where nothing of the system is on such a disk',
      ],
    ],
  },
  'another file system on such a device': {
    given: {
      host: withMounts(ext4, ({target: at}) =>
        at === '/boot/efi' ? {devices: [{name: 'drbd0', type: 'disk'}]} : {},
      ),
    },
    findings: [
      [
        'inhibitor fstab-entry-left-out',
        'UUID=7C1E-52A8 at /boot/efi is not mounted during the upgrade: the live system has no programs for drbd0 (drbd)',
        mountable('/boot/efi'),
      ],
    ],
  },
  'a configuration of LVM that the initramfs does not follow': {
    given: {
      host: {
        ...withMounts(ext4, ({target: at}) =>
          at === '/' ? {devices: [{name: 'vg-root', type: 'lvm'}, ...disk]} : {},
        ),
        lvm: {restrictedBy: ['global_filter'], systemIdSource: 'uname'},
      },
    },
    findings: [
      [
        'inhibitor one-boot-not-possible',
        'GRUB cannot write to /boot/grub/grubenv, which lies on vg-root (lvm): it would boot the live image again and again',
        plainBoot,
      ],
      [
        'inhibitor lvm-system-id',
        'volume groups may belong to the id of this system (system_id_source is uname), which the initramfs does not have: it activates none of them',
        'set system_id_source to none in lvm.conf, and take the id off with vgchange --systemid ""',
      ],
      [
        'warning lvm-filter-not-followed',
        'the initramfs looks for volume groups on every disk, and not only where LVM of this machine does (global_filter)',
        'make sure that no other disk, as those handed to guests, has a volume group of the same name',
      ],
    ],
  },
  'the same on a machine whose system is on no volume': {
    given: {host: {...ext4, lvm: {restrictedBy: ['filter'], systemIdSource: 'uname'}}},
    findings: [],
  },
  'an argument that the target’s systemd does not follow': {
    given: {
      host: {...ext4, kernelCmdline: `${ext4.kernelCmdline} systemd.unified_cgroup_hierarchy=0`},
    },
    findings: [
      [
        'warning kernel-argument-not-obeyed',
        'Debian 13 does not follow systemd.unified_cgroup_hierarchy=0 of this machine’s kernel command line: its systemd has cgroup v2 only',
        'make sure that nothing needs cgroup v1 (old container engines and runtimes), and take it off',
      ],
    ],
  },
  'a file system beside the system that asks for a passphrase': {
    given: {
      host: withMounts(ext4, ({target: at}) =>
        at === '/boot/efi' ? {devices: [{name: 'data', type: 'crypt'}]} : {},
      ),
    },
    findings: [
      [
        'warning encrypted-device-without-key',
        'data opens only with a passphrase: it is not there during the upgrade',
        'give data a key file that lies on / (cryptsetup luksAddKey, and its path in /etc/crypttab), or make sure that the upgrade needs nothing that lies there',
      ],
    ],
  },
  'a file system beside the system that the TPM opens only with a PIN': {
    given: {host: withSafe([{hasPin: true}]), config: tpm2},
    findings: [
      [
        'warning encrypted-device-without-key',
        'the TPM opens data only with a PIN, for which nobody is asked: it is not there during the upgrade',
        'give data a key file that lies on / (cryptsetup luksAddKey, and its path in /etc/crypttab), or make sure that the upgrade needs nothing that lies there',
      ],
    ],
  },
  'a file system beside the system that the TPM opens, whose header has not been read': {
    given: {host: withSafe(undefined), config: tpm2},
    findings: [
      [
        'warning key-not-known',
        'it is not known whether the TPM gives the key of data in the live boot: the header of the device has not been read, or not understood',
        'describe the machine as root, with cryptsetup 2.4 or newer there; where no key is given, it is not there during the upgrade',
      ],
    ],
  },
  'a file system beside the system that a key file opens': {
    given: {
      host: {
        ...withMounts(ext4, ({target: at}) =>
          at === '/boot/efi' ? {devices: [{name: 'data', type: 'crypt'}]} : {},
        ),
        crypttab: 'data UUID=1 /etc/key\n',
      },
    },
    findings: [],
  },
  'a root that the live system cannot mount': {
    given: {
      config: url,
      host: withMounts(
        {...ext4, fstab: 'rpool/ROOT / zfs\n/dev/vda1 /boot/efi vfat\n', loader: 'systemd-boot'},
        ({target: at}) =>
          at === '/' ? {source: 'rpool/ROOT', fstype: 'zfs', uuid: null, devices: []} : {},
      ),
    },
    findings: [
      [
        'inhibitor source-root-missing',
        'the live system could not mount the root of this machine, rpool/ROOT: the live system does not mount zfs',
        mountable('/'),
      ],
    ],
  },
  'a part of the system that the live system cannot mount': {
    given: {host: {...ext4, fstab: `${ext4.fstab}server:/usr /usr nfs defaults 0 0\n`}},
    findings: [
      [
        'inhibitor fstab-entry-left-out',
        'server:/usr at /usr is not mounted during the upgrade: the live system does not mount nfs',
        mountable('/usr'),
      ],
    ],
  },
  'a swap file and zram, and file systems in memory': {
    given: {host: readHost('debian-12-separate-usr')},
    findings: [
      [
        'warning swap-not-used',
        'the upgrade goes without the swap /swapfile: a swap file is not used: it lies below /run/upgrade',
        'make sure that the memory is enough without it',
      ],
      [
        'warning swap-not-used',
        'the upgrade goes without the swap /dev/zram0: swap in memory belongs to the running system',
        'make sure that the memory is enough without it',
      ],
    ],
  },
  'a part of the system that is mounted without fstab': {
    given: {host: {...ext4, fstab: '/dev/vda2 / ext4\n'}},
    findings: [],
  },
  'a part of the system that is mounted without fstab, and that nothing names': {
    given: {
      host: withMounts({...ext4, fstab: '/dev/vda2 / ext4\n'}, ({target: at}) =>
        at === '/boot/efi' ? {uuid: null} : {},
      ),
    },
    findings: [
      [
        'inhibitor mount-not-in-fstab',
        '/dev/vda1 is mounted at /boot/efi and not in /etc/fstab, and the upgrade would not find it there: the name may mean another device in the live system',
        'name it by UUID=, LABEL= or PARTUUID= in /etc/fstab',
      ],
    ],
  },
  'names that the kernel may give to others': {
    given: {host: {...ext4, fstab: `${ext4.fstab}/dev/sdb1 /srv xfs\n/dev/sdb2 none swap\n`}},
    findings: [
      [
        'warning fstab-entry-left-out',
        '/dev/sdb1 at /srv is not mounted during the upgrade: the name may mean another device in the live system',
        'name it by UUID=, LABEL= or PARTUUID= in /etc/fstab',
      ],
      [
        'warning swap-not-used',
        'the upgrade goes without the swap /dev/sdb2: the name may mean another device in the live system',
        'make sure that the memory is enough without it',
      ],
    ],
  },
  'a folder of packages behind an absolute link': {
    given: {engine: 'apt', linkedFolders: ['/home']},
    findings: [
      [
        'inhibitor linked-folder',
        'packages have files in /home, which an absolute link takes elsewhere: dpkg cannot follow it from the live system',
        'make the link a relative one, or have a bind mount in its place',
      ],
    ],
  },
  'such a folder, where nothing is changed': {
    given: {engine: 'probe', linkedFolders: ['/home']},
    findings: [],
  },
  'a strace below a mount that will not be there': {
    given: {config: {capture_upgrade_strace_into: '/run/upgrade.strace'}},
    findings: [
      [
        'inhibitor strace-not-kept',
        '/run/upgrade.strace lies on /run, which is not mounted during the upgrade',
        'set capture_upgrade_strace_into to a path on a file system of /etc/fstab',
      ],
    ],
  },
  'a strace on the root': {
    given: {config: {capture_upgrade_strace_into: '/var/log/upgrade.strace'}},
    findings: [],
  },
  'too little space for all of it together': {
    given: {engine: 'apt', host: {...ext4, space: {'/': {available: 2_800_000_000}}}},
    findings: [
      [
        'inhibitor not-enough-space',
        '/ has 2800 MB free, and the upgrade puts 2866 MB there, by estimate: the image 300 MB, kernel and initramfs 83 MB, the packages 1500 MB, the upgraded packages 900 MB, the new kernel 83 MB',
        'make room on /, or have it told exactly: livemode resolve',
      ],
    ],
  },
  'a dry run, which puts no packages there': {
    given: {host: {...ext4, space: {'/': {available: 400_000_000}}}},
    findings: [],
  },
  'too little space on each of several file systems': {
    given: {
      engine: 'apt',
      host: withMounts(
        {
          ...ext4,
          loader: 'systemd-boot',
          space: {'/': {available: 5e9}, '/boot/efi': {available: 4e7}},
        },
        ({target: at}) => (at === '/' ? {uuid: 'of-root'} : {}),
      ),
    },
    findings: [
      [
        'inhibitor not-enough-space',
        '/boot/efi has 40 MB free, and the upgrade puts 166 MB there, by estimate: kernel and initramfs 83 MB, the new kernel for systemd-boot 83 MB',
        'make room on /boot/efi, or have it told exactly: livemode resolve',
      ],
    ],
  },
  'too little space for one part, of known size': {
    given: {
      host: withMounts(
        {...ext4, space: {'/': {available: 5e9}, '/boot/efi': {available: 5e7}}},
        ({target: at}) => (at === '/boot/efi' ? {target: '/boot'} : {}),
      ),
      sizes: {kernel: 1e7, initramfs: 6e7, image: 2e8, download: 1e9, isBuilt: true},
    },
    findings: [
      [
        'inhibitor not-enough-space',
        '/boot has 50 MB free, and the upgrade puts 70 MB there: kernel and initramfs 70 MB',
        'make room on /boot',
      ],
    ],
  },
  'space that is not known': {
    given: {host: {...ext4, space: {}}},
    findings: [
      [
        'warning space-not-known',
        'the free space of / is not known, and the upgrade puts 383 MB there (the image 300 MB, kernel and initramfs 83 MB)',
        'describe the machine anew, with the configuration that it will be upgraded with',
      ],
    ],
  },
  'too little memory for a boot from a URL': {
    given: {config: url, host: {...ext4, memoryBytes: 1_000_000_000}},
    findings: [
      [
        'inhibitor not-enough-memory',
        'a boot from a URL has the image in memory and takes 1466 MB, and this machine has 1000 MB',
        'boot from the disk: leave url_to_load_squashfs_from out',
      ],
    ],
  },
  'little memory for a boot from the disk': {
    given: {host: {...ext4, memoryBytes: 1_000_000_000}},
    findings: [],
  },
  'a URL that the target does not serve': {
    given: {config: {...url, url_to_load_squashfs_from: 'nfs:server:/srv/live.img'}},
    findings: [
      [
        'inhibitor url-scheme-not-served',
        'the initramfs of Debian 13 does not fetch from nfs URLs',
        'use one of http, https, ftp, tftp',
      ],
      [
        'warning image-transfer-not-protected',
        'the image comes over nfs: whoever is on the way can put another one in its place, which is refused, and the upgrade does not begin',
        'use an https URL, or name the folder of its artifacts with --out: the root hash of their manifest goes onto the kernel command line',
      ],
    ],
  },
  'plain http with a password': {
    given: {config: {...url, url_to_load_squashfs_from: 'http://me:pw@images.example/live.img'}},
    findings: [
      [
        'warning image-transfer-not-protected',
        'the image comes over http: whoever is on the way can put another one in its place, which is refused, and the upgrade does not begin',
        'use an https URL, or name the folder of its artifacts with --out: the root hash of their manifest goes onto the kernel command line',
      ],
      [
        'warning url-with-password',
        'the URL has a password in it, which everybody on the machine can read in /proc/cmdline',
        'serve the image without a password, to this machine only',
      ],
    ],
  },
  'plain http, with a checksum on the kernel command line': {
    given: {
      config: {...url, url_to_load_squashfs_from: 'http://images.example/live.img'},
      verity: {rootHash: '0'.repeat(64), hashOffset: 4096},
    },
    findings: [],
  },
  https: {given: {config: url}, findings: []},
  'several addresses': {
    given: {config: {...url, dracut_network: 'ip=eth0:dhcp ip=eth1:dhcp'}},
    findings: [
      [
        'warning boot-device-not-named',
        'dracut_network has 2 times ip= and no bootdev=, without which some initramfs refuse to boot',
        'add bootdev= with the interface that reaches the server',
      ],
    ],
  },
  'a passwordless root with sshd and a network': {
    given: {config: {...keys, ...network, setup_passwordless_root: true}},
    findings: [
      [
        'warning passwordless-root-reachable',
        'root needs no password in a live system that has sshd and a network',
        'leave setup_passwordless_root out: the keys of sshd are enough',
      ],
    ],
  },
  'a passwordless root on the consoles': {
    given: {config: {setup_passwordless_root: true, autostart_upgrade_after_reboot: false}},
    findings: [],
  },
  'sshd that nobody reaches': {
    given: {config: keys},
    findings: [
      [
        'warning sshd-without-network',
        'sshd runs in a live system that has no network',
        'set setup_network_manager or dracut_network',
      ],
    ],
  },
  'a menu that reads no environment': {
    given: {
      host: {
        ...ext4,
        grubMenus: [
          {file: '/boot/grub/grub.cfg', readsNextEntry: false, readsEntries: false, goesOn: false},
        ],
      },
    },
    findings: [
      [
        'inhibitor next-entry-not-read',
        'nothing in /boot/grub/grub.cfg reads next_entry: the live image would not be booted',
        'have /boot/grub/grub.cfg made by grub-mkconfig (update-grub), or with what its 00_header does',
      ],
    ],
  },
  'a menu that shows no entries of the Boot Loader Specification, which GRUB on Debian has no use for':
    {
      given: {
        host: {
          ...ext4,
          grubMenus: [
            {file: '/boot/grub/grub.cfg', readsNextEntry: true, readsEntries: false, goesOn: false},
          ],
        },
      },
      findings: [],
    },
  'a menu beside one that only leads to it': {
    given: {
      engine: 'probe',
      host: {
        ...ext4,
        loader: 'grubby',
        grubMenus: [
          {file: '/boot/grub2/grub.cfg', readsNextEntry: false, readsEntries: true, goesOn: false},
          {
            file: '/boot/efi/EFI/redhat/grub.cfg',
            readsNextEntry: false,
            readsEntries: false,
            goesOn: true,
          },
        ],
      },
    },
    findings: [
      [
        'inhibitor next-entry-not-read',
        'nothing in /boot/grub2/grub.cfg reads next_entry: the live image would not be booted',
        'have /boot/grub2/grub.cfg made by grub-mkconfig (update-grub), or with what its 00_header does',
      ],
    ],
  },
  'a menu that goes on elsewhere': {
    given: {
      host: {
        ...ext4,
        grubMenus: [
          {file: '/boot/grub/grub.cfg', readsNextEntry: false, readsEntries: false, goesOn: true},
        ],
      },
    },
    findings: [],
  },
  'the environment block of Debian where a BIOS does not lead to it': {
    given: {
      host: {
        ...ext4,
        firmware: 'bios',
        resolvedPaths: {'/boot/grub/grubenv': '/boot/efi/grubenv'},
      },
    },
    findings: [
      [
        'inhibitor environment-not-read',
        '/boot/grub/grubenv is a link to /boot/efi/grubenv on another file system, where GRUB of a BIOS does not follow it: the live image would not be booted',
        'make /boot/grub/grubenv a file of its own: remove the link, and run grub-editenv /boot/grub/grubenv create',
      ],
    ],
  },
  'the same, where grubby writes them': {
    given: {
      engine: 'probe',
      host: {
        ...ext4,
        loader: 'grubby',
        grubMenus: [
          {file: '/boot/grub2/grub.cfg', readsNextEntry: true, readsEntries: false, goesOn: false},
        ],
      },
    },
    findings: [
      [
        'inhibitor loader-entries-not-read',
        '/boot/grub2/grub.cfg does not show the entries below /boot/loader/entries, which grubby writes',
        'set GRUB_ENABLE_BLSCFG=true in /etc/default/grub, and have the menu made anew by grub2-mkconfig',
      ],
    ],
  },
  'an environment block that a BIOS does not lead to': {
    given: {
      engine: 'probe',
      host: {
        ...readHost('rhel-8-lvm'),
        firmware: 'bios',
        mounts: withMounts(ext4, () => ({})).mounts,
        fstab: ext4.fstab,
        resolvedPaths: {'/boot/grub2/grubenv': '/boot/efi/EFI/redhat/grubenv'},
      },
      target: {...target, source: {...target.source, id: 'rhel', version: '8'}},
    },
    findings: [
      [
        'inhibitor environment-not-read',
        '/boot/grub2/grubenv is a link to /boot/efi/EFI/redhat/grubenv on another file system, where GRUB of a BIOS does not follow it: the live image would not be booted',
        'make /boot/grub2/grubenv a file of its own: remove the link, and run grub2-editenv /boot/grub2/grubenv create',
      ],
    ],
  },
  'addresses that NetworkManager does not know': {
    given: {
      config: network,
      host: {
        ...ext4,
        staticAddresses: [{interface: 'ens192', file: '/etc/network/interfaces'}],
      },
    },
    findings: [
      [
        'warning address-not-taken-over',
        'ens192 has its address from /etc/network/interfaces, and in the live system NetworkManager asks DHCP for one',
        'put a profile with interface-name=ens192 into /etc/NetworkManager/system-connections, which is taken over',
      ],
    ],
  },
  'addresses, and a live system without NetworkManager': {
    given: {
      host: {
        ...ext4,
        staticAddresses: [{interface: 'ens192', file: '/etc/network/interfaces'}],
      },
    },
    findings: [],
  },
  'an upgrade that nobody can start': {
    given: {config: {autostart_upgrade_after_reboot: false}},
    findings: [
      [
        'warning nobody-starts-the-upgrade',
        'the upgrade waits for somebody to start it, and nobody can log in',
        'set setup_opensshd_with_auth_keys or setup_passwordless_root',
      ],
    ],
  },
}

const words = ({id, severity, sentence, remedy}: Finding) => [`${severity} ${id}`, sentence, remedy]

for (const [what, {given, findings}] of Object.entries(cases)) {
  test(what, t => t.deepEqual(check(given).map(words), findings))
}

test('every kind of finding is tested here', t => {
  const tested = Object.values(cases).flatMap(({findings}) => findings.map(([id]) => id))
  t.is(new Set(tested.map(id => id?.split(' ')[1])).size, 45)
})

test('the sizes are those of the artifacts, once they are there for this target', t => {
  const artifact = (size: number) => ({size, sha256: '0'.repeat(64)})
  const manifest = {
    target: {id: 'debian-13', prettyName: ''},
    artifacts: {
      'vmlinuz-upgrade.x86_64': artifact(1),
      'initramfs-upgrade.x86_64.img': artifact(2),
      'live-upgrade.img': artifact(3),
    },
    ...{
      buildId: '',
      engines: [],
      deviceSupport: [],
      dracutModules: [],
      nodeVersion: '',
      kernelVersion: '',
      dracutVersion: '',
      tools: {},
      timings: {},
      packages: [],
    },
    verity: {rootHash: '', hashOffset: 1},
    layers: {userspace: '', initramfs: '', squashfs: ''},
    userspace: {id: 'sha256:1', baseId: 'sha256:0', made: '2026-11-01T00:00:00Z'},
  }
  const {download} = target.sizes
  t.deepEqual(planSizes(target, {targetId: 'debian-13', manifest}), {
    ...{kernel: 1, initramfs: 2, image: 3, download, isBuilt: true},
  })
  const estimates = {...target.sizes, isBuilt: false}
  t.deepEqual(planSizes(target, {targetId: 'other', manifest}), estimates)
  t.deepEqual(planSizes(target, {targetId: 'debian-13', manifest: undefined}), estimates)
})

test('an inhibitor refuses, and says all of it unless that was printed', t => {
  const findings = check({enabled: false, config: keys})
  const message = 'the upgrade is refused: live-mode-not-enabled'
  const error = t.throws(() => assertNotInhibited(findings), {instanceOf: LivemodeError})
  t.is(error?.code, 'INHIBITED')
  t.is(
    error?.message,
    `${message}\n  live mode is not enabled\n    set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade`,
  )
  t.throws(() => assertNotInhibited(findings, {isPrinted: true}), {message})
  t.notThrows(() => assertNotInhibited(check({config: keys})))
})

test('a reader gets a table, inhibitors first', t => {
  t.is(renderFindings([]), 'nothing speaks against the upgrade')
  t.is(
    renderFindings(check({enabled: false, config: keys})),
    [
      'severity   finding                what to know, and what to do',
      'inhibitor  live-mode-not-enabled  live mode is not enabled',
      '                                  set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade',
      'warning    sshd-without-network   sshd runs in a live system that has no network',
      '                                  set setup_network_manager or dracut_network',
    ].join('\n'),
  )
})

import {factText, type PackageFacts} from '@livemode/host'
import type {DebianTargetId} from '@livemode/userspace'
import {hasLegacyTimeZone} from './legacy-time-zones.ts'

/** What a package has no more in the target, for it is in a package of its own there. */
export interface Split {
  /** What a machine has before and after the upgrade. */
  readonly package: RegExp
  /** Where it is in the target. */
  readonly movedTo: readonly string[]
  /** What is lost without it. */
  readonly lost: string
  /** Whether a machine uses it, where that can be told; else whoever has the package may. */
  readonly isUsed?: (facts: PackageFacts) => boolean
}

const says = (path: string, pattern: RegExp) => (facts: PackageFacts) =>
  pattern.test(factText(facts, path) ?? '')

const samba = (pattern: RegExp) => says('/etc/samba/smb.conf', pattern)

/**
 * By target: packages that nothing they need to run depends on. They are found where a package of the target replaces
 * files of a version before, and the other one at the most recommends it.
 */
export const splits: Readonly<Record<DebianTargetId, readonly Split[]>> = {
  'debian-12': [
    {
      package: /^systemd$/,
      movedTo: ['systemd-resolved'],
      lost: 'the service systemd-resolved, which resolves names where it is enabled',
    },
  ],
  'debian-13': [
    {
      package: /^docker\.io$/,
      movedTo: ['docker-cli'],
      lost: 'the command docker',
    },
    {
      package: /^fence-agents$/,
      movedTo: ['fence-agents-all'],
      lost: 'the fence agents, which have a package each',
    },
    {
      package: /^firmware-misc-nonfree$/,
      movedTo: [
        'firmware-intel-graphics',
        'firmware-intel-misc',
        'firmware-mediatek',
        'firmware-nvidia-graphics',
      ],
      lost: 'firmware of graphics and network cards',
    },
    {
      package: /^libvirt-daemon$/,
      movedTo: [
        'libvirt-daemon-driver-interface',
        'libvirt-daemon-driver-network',
        'libvirt-daemon-driver-nodedev',
        'libvirt-daemon-driver-nwfilter',
        'libvirt-daemon-driver-qemu',
        'libvirt-daemon-driver-secret',
        'libvirt-daemon-driver-storage',
        'libvirt-daemon-driver-storage-disk',
        'libvirt-daemon-driver-storage-iscsi',
        'libvirt-daemon-driver-storage-logical',
        'libvirt-daemon-driver-storage-mpath',
        'libvirt-daemon-driver-storage-scsi',
        'libvirt-daemon-lock',
      ],
      lost: 'drivers for networks, storage and locks of virtual machines',
    },
    {
      package: /^libvirt-sanlock$/,
      movedTo: ['libvirt-daemon-plugin-sanlock'],
      lost: 'locks by sanlock',
    },
    {
      package: /^mariadb-client$/,
      movedTo: ['mariadb-client-compat'],
      lost: 'the commands whose names begin with mysql, as mysql and mysqldump',
    },
    {
      package: /^mariadb-server$/,
      movedTo: ['mariadb-server-compat'],
      lost: 'the commands mysqld and mysqld_safe, and others with such names',
    },
    {
      package: /^qemu-system-(x86|arm|mips|misc|ppc|s390x|sparc)$/,
      movedTo: ['qemu-system-modules-opengl', 'qemu-system-modules-spice'],
      lost: 'displays by SPICE and OpenGL',
    },
    {
      package: /^samba$/,
      movedTo: ['samba-ad-dc'],
      lost: 'the domain controller of Active Directory',
      isUsed: samba(/^\s*server role\s*=\s*(active directory )?domain controller/im),
    },
    {
      package: /^samba(-vfs-modules)?$/,
      movedTo: ['samba-vfs-ceph'],
      lost: 'shares on Ceph',
      isUsed: samba(/^\s*vfs objects\s*=.*\bceph/im),
    },
    {
      package: /^samba(-vfs-modules)?$/,
      movedTo: ['samba-vfs-glusterfs'],
      lost: 'shares on GlusterFS',
      isUsed: samba(/^\s*vfs objects\s*=.*\bglusterfs/im),
    },
    {
      package: /^tzdata$/,
      movedTo: ['tzdata-legacy'],
      lost: 'time zones under names of old, which programs may still ask for (the machine itself gets the name of today)',
      isUsed: hasLegacyTimeZone,
    },
    {
      package: /^zabbix-agent$/,
      movedTo: ['zabbix-sender'],
      lost: 'the command zabbix_sender',
    },
  ],
}

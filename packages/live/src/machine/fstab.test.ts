// The source's fstab is moved below the source root, line by line, and what is left out is said.
import {defaultConfig} from '@livemode/config'
import test from 'ava'
import {fixtureHost, hostWith, mountAt, planFstabAt} from '../../test/hosts.ts'
import {planImageSource, sourceRootOf} from '../image-source.ts'

const planOf = (name: string) => {
  const host = fixtureHost(name)
  return planFstabAt(host, sourceRootOf(planImageSource(defaultConfig, host)))
}

const live = 'nofail,x-systemd.before=upgrade.service,x-systemd.before=upgrade-strace.service'
/** Of all but the root. */
const later = `${live},x-systemd.after=machine-settings.service`

const texts: Readonly<Record<string, readonly string[]>> = {
  'rhel-8-lvm': [
    `UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7d11 /run/initramfs/live/boot xfs defaults,${later} 0 0`,
    '/dev/mapper/rhel-swap none swap defaults,nofail 0 0',
  ],
  'rhel-8-lvm-var': [
    `/dev/mapper/rhel-root /run/upgrade xfs defaults,${live} 0 0`,
    `/dev/mapper/rhel-var /run/upgrade/var xfs defaults,${later} 0 0`,
    `UUID=5b6ba0c3-6e4f-4d0b-9a1e-0b1f2f6c7d11 /run/upgrade/boot xfs defaults,${later} 0 0`,
    '/dev/mapper/rhel-swap none swap defaults,nofail 0 0',
  ],
  'debian-12-btrfs': [
    `UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90 /run/upgrade btrfs defaults,subvol=@,${live} 0 0`,
    `UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90 /run/upgrade/var btrfs defaults,subvol=@var,${later} 0 0`,
    `UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90 /run/upgrade/home btrfs defaults,subvol=@home,${later} 0 0`,
    `UUID=1D44-9E07 /run/upgrade/boot/efi vfat umask=0077,${later} 0 1`,
  ],
}

for (const [name, lines] of Object.entries(texts)) {
  test(name, t => {
    const {text, leftOut} = planOf(name)
    t.is(text, lines.map(line => `${line}\n`).join(''))
    t.deepEqual(leftOut, [])
  })
}

test('debian-12-ext4 has a drive that is left out', t => {
  const {text, leftOut} = planOf('debian-12-ext4')
  t.is(
    text,
    [
      `UUID=7C1E-52A8 /run/initramfs/live/boot/efi vfat umask=0077,${later} 0 1\n`,
      'UUID=3c9d7a41-64e3-4b5a-8b0a-5d0f4b1f2c77 none swap sw,nofail 0 0\n',
    ].join(''),
  )
  t.deepEqual(leftOut, [
    {
      entry: {
        spec: '/dev/sr0',
        file: '/media/cdrom0',
        vfstype: 'udf,iso9660',
        options: ['user', 'noauto'],
        freq: 0,
        passno: 0,
      },
      why: 'the live system does not mount udf,iso9660',
    },
  ])
})

/** The lines that one line of the source becomes, beside that of its root. */
const planned = (line: string, sourceRoot = '/run/upgrade') => {
  const host = hostWith(['UUID=1 / ext4 defaults 0 1', line], [mountAt('/', 'sda1')])
  const {text, leftOut} = planFstabAt(host, sourceRoot)
  return {lines: text.trimEnd().split('\n').slice(1), whys: leftOut.map(({why}) => why)}
}

test('a bind mount is moved with its source', t => {
  t.deepEqual(planned('/srv/home /home none bind 0 0').lines, [
    `/run/upgrade/srv/home /run/upgrade/home none bind,${later} 0 0`,
  ])
  t.deepEqual(planned('/srv/home /home none rbind,ro 0 0').lines, [
    `/run/upgrade/srv/home /run/upgrade/home none rbind,ro,${later} 0 0`,
  ])
})

test('every file system that the live system has is mounted', t => {
  for (const type of ['xfs', 'ext2', 'ext3', 'ext4', 'btrfs', 'vfat', 'auto']) {
    t.deepEqual(planned(`LABEL=srv /srv ${type} noatime 0 2`), {
      lines: [`LABEL=srv /run/upgrade/srv ${type} noatime,${later} 0 2`],
      whys: [],
    })
  }
})

test('others are not, and that is said', t => {
  for (const type of ['nfs', 'tmpfs', 'zfs', 'proc']) {
    t.deepEqual(planned(`none /srv ${type} defaults 0 0`), {
      lines: [],
      whys: [`the live system does not mount ${type}`],
    })
  }
})

test('swap stays where it is a device, and is left out where it is a file', t => {
  for (const spec of ['/dev/mapper/swap', 'UUID=1', 'LABEL=swap', 'PARTUUID=2']) {
    t.deepEqual(planned(`${spec} none swap sw,pri=5 0 0`), {
      lines: [`${spec} none swap sw,pri=5,nofail 0 0`],
      whys: [],
    })
  }
  const whys = {
    '/swapfile': 'a swap file is not used: it lies below /run/upgrade',
    '/dev/zram0': 'swap in memory belongs to the running system',
    '/dev/sda2': 'the name may mean another device in the live system',
    '/dev/loop0': 'the name may mean another device in the live system',
  }
  for (const [spec, why] of Object.entries(whys)) {
    t.deepEqual(planned(`${spec} none swap sw 0 0`), {lines: [], whys: [why]})
  }
})

test('characters that fstab escapes stay escaped', t => {
  t.deepEqual(planned('LABEL=my\\040disk /srv/my\\040disk ext4 defaults 0 0').lines, [
    `LABEL=my\\040disk /run/upgrade/srv/my\\040disk ext4 defaults,${later} 0 0`,
  ])
})

test('options that swap would wait with go, too', t => {
  const options = 'pri=1,x-systemd.device-timeout=0,x-systemd.makefs,x-systemd.requires=a.service'
  t.deepEqual(planned(`UUID=1 none swap ${options} 0 0`).lines, [
    'UUID=1 none swap pri=1,nofail 0 0',
  ])
})

test('a root is writable for the upgrade and does not wait for the network, others stay as they are', t => {
  const host = {
    ...fixtureHost('rhel-8-lvm'),
    fstab: '/dev/rhel/root / xfs ro,noatime,_netdev 0 0\nUUID=2 /ro xfs ro,_netdev 0 0\n',
  }
  const {entries} = planFstabAt(host, '/run/upgrade')
  t.deepEqual(
    entries.slice(0, 2).map(({spec, file, options}) => [spec, file, options.join(',')]),
    [
      ['/dev/rhel/root', '/run/upgrade', `noatime,${live}`],
      ['UUID=2', '/run/upgrade/ro', `ro,_netdev,${later}`],
    ],
  )
})

test('a root that fstab does not name is taken from what is mounted', t => {
  const host = {...fixtureHost('debian-12-btrfs'), fstab: ''}
  const [root] = planFstabAt(host, '/run/upgrade').text.split('\n')
  t.is(
    root,
    `UUID=c2f1b1de-93d5-4b06-9a4f-1e0f8d7c6b90 /run/upgrade btrfs rw,subvol=/@,${live} 0 0`,
  )
  const {entries, mounts} = planFstabAt(host, '/run/initramfs/live')
  t.false(entries.some(({file}) => file === '/run/initramfs/live'))
  t.is(mounts[0]?.at, '/')
})

test('a root that nothing names is not mounted', t => {
  const host = fixtureHost('debian-12-ext4')
  const mounts = host.mounts.map(mount => ({...mount, uuid: null, children: []}))
  const {text, missing} = planFstabAt({...host, fstab: '', mounts}, '/run/upgrade')
  t.is(text, '')
  t.deepEqual(missing, [
    {
      at: '/',
      source: '/dev/vda2',
      why: 'the name may mean another device in the live system',
      remedy: 'name it by UUID=, LABEL= or PARTUUID= in /etc/fstab',
      isNeeded: true,
      isInFstab: false,
    },
  ])
})

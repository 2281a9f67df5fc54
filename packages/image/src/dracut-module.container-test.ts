// The initramfs starts the image that was installed and no other, and gives up instead of waiting.
import {dirname} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {imagePath, type UnpackedInitramfs, unpackInitramfs} from '../test/initramfs.ts'
import {startSession} from '../test/session.ts'

let session: Session
let initramfs: UnpackedInitramfs
let fromUrl: string
let fromDisk: string

test.before(async () => {
  session = await startSession()
  initramfs = await unpackInitramfs(session)
  const {rootHash, hashOffset} = initramfs.verity
  const checked = `upgrade.image.roothash=${rootHash} upgrade.image.hashoffset=${hashOffset}`
  fromUrl = `root=live:${url} upgrade.autostart=1 ${checked}`
  fromDisk = `root=live:${uuid} rd.live.dir=/var/lib/leapp rd.live.squashimg=live.img ${checked}`
})
test.after.always(async () => {
  await initramfs?.[Symbol.asyncDispose]()
  await session[Symbol.asyncDispose]()
})

const url = 'http://192.0.2.1/live.img'
const uuid = 'UUID=1234-5678'
const path = '/var/lib/leapp/live.img'
const device = {'dev/disk/by-uuid/1234-5678': ''}
const logs = {'srv/disk/var/log/dpkg.log': ''}

const restart = 'systemctl --force --force reboot'
const note = (text: string) => `<6>livemode: ${text}`
const error = (text: string) => `<3>livemode: ${text}`
const isTheOne = note('the image is the one that was installed')
const failed = (text: string) => error(`the live boot has failed: ${text}`)
const where = 'into the source system, or, where its upgrade has begun, into this one again'
const rebooting = error(`rebooting ${where}`)
const attended = error(`waiting for an administrator; a restart leads ${where}`)
const report = error(`the report is /var/log/leapp/upgrade-initramfs.log on ${uuid}`)
const noDisk = error('no report is left: the image does not come from a disk')

test.serial('the module is in place, and dracut’s own script beside it', async t => {
  // Before the first run, which puts a recorder there.
  t.regex(await initramfs.read('sbin/dmsquash-live-root.dracut'), /rd\.live\.squashimg/)
  t.regex(await initramfs.read('sbin/dmsquash-live-root'), /^\/sbin\/dmsquash-live-root\.dracut /m)
  const {output} = await initramfs.run(
    'cd /usr/lib; ls livemode; ls -d systemd/system/*/livemode*; ls dracut/hooks/*/98-assert-root.sh dracut/hooks/*/00-emergency.sh',
    {cmdline: ''},
  )
  t.deepEqual(output.split('\n'), [
    'check-root',
    'find-reason',
    'give-up',
    'leave-report',
    'limit',
    'open-image',
    'put-machine-part',
    'systemd/system/initrd.target.wants/livemode-limit.service',
    'dracut/hooks/emergency/00-emergency.sh',
    'dracut/hooks/pre-pivot/98-assert-root.sh',
    'dracut/hooks/shutdown-emergency/00-emergency.sh',
  ])
  t.regex(await initramfs.read('etc/conf.d/livemode.conf'), /^export RETRIES=20$/m)
})

/** Puts the image where a boot looks for it, and has that boot begin. */
const rootFrom = (place: string, {damage = ':', device = place} = {}) =>
  `mkdir -p ${dirname(place)}; cp ${imagePath} ${place}; ${damage}; dmsquash-live-root ${device}`
const onDisk = (more = {}) => rootFrom(`/srv/disk${path}`, {device: '/dev/vda1', ...more})
const mappings = async () => (await initramfs.read('run/mappings')).split('\n').slice(0, -1)
const mapping = (more: string) => {
  const {rootHash, hashOffset} = initramfs.verity
  return `open --no-superblock --salt=- --data-block-size=4096 --hash-block-size=4096 --hash-offset=${hashOffset} --data-blocks=10 ${more}/dev/loop7 livemode-image /dev/loop7 ${rootHash}`
}

test.serial('a downloaded image is handed to dracut by dm-verity', async t => {
  const run = await initramfs.run(`${rootFrom('/tmp/live.img')} more`, {cmdline: fromUrl})
  t.deepEqual(run, {
    output: '',
    console: [isTheOne],
    calls: ['dmsquash-live-root /dev/mapper/livemode-image more'],
  })
  t.is(await initramfs.read('run/attached'), '/tmp/live.img\n')
  t.is(await initramfs.read('run/initramfs/livemode/image-device'), '/dev/loop7\n')
  // Nobody is there when a block turns out to be another one.
  t.deepEqual(await mappings(), [mapping(''), mapping('--panic-on-corruption ')])
})

test.serial('where somebody is there, a block that is another one is no panic', async t => {
  await initramfs.run(rootFrom('/tmp/live.img'), {
    cmdline: fromUrl.replace('autostart=1', 'autostart=0'),
  })
  t.deepEqual(await mappings(), [mapping('')])
})

for (const missing of ['roothash', 'hashoffset']) {
  for (const value of ['', `upgrade.image.${missing}=`]) {
    test.serial(`without ${missing} nothing boots: ${value}`, async t => {
      const argument = new RegExp(`upgrade\\.image\\.${missing}=\\S+`)
      const {console, calls} = await initramfs.run(rootFrom('/tmp/live.img'), {
        cmdline: fromUrl.replace(argument, value),
      })
      const reason = `the image cannot be checked: the command line has no upgrade.image.${missing}=`
      t.deepEqual(console, [failed(reason), noDisk, rebooting])
      t.deepEqual(calls, [restart])
    })
  }
}

const another = 'the image is not the one that was installed'
const damaged: Readonly<Record<string, {damage: string; says: string}>> = {
  'without its hash tree': {
    damage: `dd if=${imagePath} of=/tmp/live.img bs=4096 count=10 2>/dev/null`,
    says: `what was downloaded from ${url} has 40960 bytes, and should have more than 40960`,
  },
  empty: {
    damage: ': >/tmp/live.img',
    says: `what was downloaded from ${url} has 0 bytes, and should have more than 40960`,
  },
  'flipped by a bit': {
    damage: 'printf x | dd of=/tmp/live.img conv=notrunc 2>/dev/null',
    says: `the root hash of what was downloaded from ${url} is not ROOT_HASH`,
  },
}

for (const [how, {damage, says}] of Object.entries(damaged)) {
  test.serial(
    `a downloaded image that is ${how} is not used: the machine is restarted`,
    async t => {
      const {console, calls} = await initramfs.run(rootFrom('/tmp/live.img', {damage}), {
        cmdline: fromUrl,
      })
      const reason = `${another}: ${says.replace('ROOT_HASH', initramfs.verity.rootHash)}`
      t.deepEqual(console, [failed(reason), noDisk, rebooting])
      t.deepEqual(calls, [restart])
      t.is(
        (await initramfs.run('ls /dev/mapper /run/attached 2>/dev/null', {cmdline: ''})).output,
        '',
      )
    },
  )
}

test.serial('an image on a disk is handed to dracut, which does not see its file', async t => {
  const run = await initramfs.run(onDisk(), {cmdline: fromDisk})
  t.deepEqual(run, {
    output: '',
    console: [isTheOne],
    calls: ['dmsquash-live-root /dev/mapper/livemode-image'],
  })
  t.is(await initramfs.read('run/initramfs/livemode/image'), `/run/initramfs/live${path}\n`)
  t.is(await initramfs.read('run/attached'), `/run/initramfs/live${path}\n`)
  t.deepEqual((await initramfs.read('run/mounts')).split('\n').slice(0, -1), [
    'mount -t tmpfs none /run/initramfs/live/var/lib/leapp',
    'umount /run/initramfs/live/var/lib/leapp',
    'mount -o remount,rw /run/initramfs/live',
  ])
})

test.serial('an image at the top of its file system is found', async t => {
  const {console} = await initramfs.run(rootFrom('/srv/disk/live.img', {device: '/dev/vda1'}), {
    cmdline: fromDisk.replace('/var/lib/leapp', '/'),
  })
  t.deepEqual(console, [isTheOne])
})

test.serial('nothing stays open of an image on a disk that is another one', async t => {
  const damage = `printf x | dd of=/srv/disk${path} conv=notrunc 2>/dev/null`
  const {console} = await initramfs.run(onDisk({damage}), {
    cmdline: fromDisk,
    files: {...device, ...logs},
  })
  const reason = `${another}: the root hash of ${path} on ${uuid} is not ${initramfs.verity.rootHash}`
  t.deepEqual(console, [failed(reason), report, rebooting])
})

test.serial('a copy in the memory is not read by the live system once more', async t => {
  await initramfs.run(`mkdir -p /run/initramfs; : >/run/initramfs/squashed.img; ${onDisk()}`, {
    cmdline: fromDisk,
  })
  t.is(await initramfs.read('run/initramfs/livemode/image-device'), '')
})

test.serial('a missing image is named, and the report is on the disk', async t => {
  const {console, calls} = await initramfs.run('dmsquash-live-root /dev/vda1', {
    cmdline: `${fromDisk} upgrade.autostart=1 x=http://user:secret@192.0.2.1/`,
    files: {...device, ...logs},
  })
  const reason = `the image is missing: there is no ${path} on ${uuid}`
  t.deepEqual(console, [failed(reason), report, rebooting])
  t.deepEqual(calls, [restart])
  const leapp = 'run/initramfs/livemode/source/var/log/leapp'
  t.is(await initramfs.read(`${leapp}/upgrade-failed`), `${reason}\n`)
  const text = await initramfs.read(`${leapp}/upgrade-initramfs.log`)
  t.is(text.split('\n')[0], `The live boot has failed in the initramfs: ${reason}`)
  t.true(text.includes('x=http://*****@192.0.2.1/\n'))
  t.true(text.endsWith('\nThe end of the journal:\nthe journal\n'))
})

test.serial('only the report itself is closed to others', async t => {
  const {output} = await initramfs.run(
    '/usr/lib/livemode/leave-report reason; cd /run/initramfs/livemode/source/var/log; ls -ld leapp leapp/* | sed "s/ .*//"',
    {cmdline: fromDisk, files: {...device, ...logs}},
  )
  // The folder, upgrade-failed, upgrade-initramfs.log.
  t.deepEqual(output.split('\n'), ['drwxr-xr-x', '-rw-r--r--', '-rw-------'])
})

test.serial('the report is not written through a link that somebody has put there', async t => {
  const folder = '/srv/disk/var/log/leapp'
  const setUp = `mkdir -p ${folder}; echo kept >/tmp/victim; ln -s /tmp/victim ${folder}/upgrade-initramfs.log.new`
  const {output} = await initramfs.run(
    `${setUp}; /usr/lib/livemode/leave-report reason; cat /tmp/victim`,
    {cmdline: fromDisk, files: {...device, ...logs}},
  )
  t.is(output, 'kept')
})

const places: readonly [string, {dir: string; folders: readonly string[]; report: string}][] = [
  [
    '/var on its own',
    {dir: '/lib/leapp', folders: ['lib/x', 'log/x'], report: '/log/leapp/upgrade-initramfs.log'},
  ],
  [
    'a subvolume',
    {
      dir: '/@/var/lib/leapp',
      folders: ['@/var/log/x'],
      report: '/@/var/log/leapp/upgrade-initramfs.log',
    },
  ],
  ['no /var', {dir: '/images', folders: ['images/x'], report: '/images/upgrade-initramfs.log'}],
  ['nothing but the image', {dir: '/', folders: ['x'], report: '/upgrade-initramfs.log'}],
]

for (const [what, {dir, folders, report: place}] of places) {
  test.serial(`the report is found on ${what}`, async t => {
    const {console} = await initramfs.run('dmsquash-live-root /dev/vda1', {
      cmdline: fromDisk.replace('/var/lib/leapp', dir),
      files: {...device, ...Object.fromEntries(folders.map(name => [`srv/disk/${name}`, '']))},
    })
    t.is(console[1], error(`the report is ${place} on ${uuid}`))
    t.not(await initramfs.read(`run/initramfs/livemode/source${place}`), '')
  })
}

test.serial(
  'without autostart the administrator gets a shell, and the image a second look',
  async t => {
    const {console, calls} = await initramfs.run('DRACUT_SYSTEMD=1 dmsquash-live-root /dev/vda1', {
      cmdline: `${fromDisk} upgrade.autostart=0`,
      files: {
        ...device,
        ...logs,
        'srv/repair': `mkdir -p /srv/disk/var/lib/leapp; cp ${imagePath} /srv/disk${path}`,
      },
    })
    t.deepEqual(
      console.filter(line => line.includes('livemode: ') && !line.includes('Warning')),
      [failed(`the image is missing: there is no ${path} on ${uuid}`), report, attended, isTheOne],
    )
    t.deepEqual(calls, [
      'systemctl start dracut-emergency.service',
      'dmsquash-live-root /dev/mapper/livemode-image',
    ])
  },
)

for (const argument of ['rd.shell', 'rd.break=mount']) {
  test.serial(`who asks for a shell by ${argument} is waited for`, async t => {
    const {console, calls} = await initramfs.run(
      '/usr/lib/livemode/give-up reason; echo here >>/run/calls',
      {
        cmdline: `${fromUrl} rd.shell=0 ${argument}`,
      },
    )
    t.deepEqual(console, [failed('reason'), noDisk, attended])
    t.deepEqual(calls, ['here'])
  })
}

test.serial('a wait without an end has one', async t => {
  const {console, calls} = await initramfs.run('/usr/lib/livemode/limit', {
    cmdline: `${fromDisk} upgrade.initramfs.timeout=1`,
  })
  const reason = `it has not left the initramfs after 1 s: the device that holds the image has not appeared: ${uuid}`
  t.deepEqual(console, [
    failed(reason),
    error(`no report is left: ${uuid} is not there`),
    rebooting,
  ])
  t.deepEqual(calls, [restart])
})

const rootDevice = {'dev/disk/by-uuid/8765-4321': 'a device'}
const ofMachine = {
  'machine-part/etc/fstab':
    'UUID=8765-4321 /run/upgrade ext4 nofail 0 1\nUUID=1 /run/upgrade/srv ext4 nofail 0 2\n',
  'machine-part/etc/livemode/machine.json': '{\n  "installation": "the-one"\n}\n',
}

for (const [what, {files, says}] of Object.entries({
  'beside the log': {
    files: {...logs, 'srv/disk/etc/livemode/installation': 'the-one\n'},
    says: 'the report is /var/log/leapp/upgrade-initramfs.log on UUID=8765-4321',
  },
  'in the place of those without /var': {
    files: {'srv/disk/etc/livemode/installation': 'the-one\n'},
    says: 'the report is /root/leapp-upgrade/upgrade-initramfs.log on UUID=8765-4321',
  },
  'not on another system': {
    files: {...logs, 'srv/disk/etc/livemode/installation': 'another\n'},
    says: 'no report is left: UUID=8765-4321 is not the source system',
  },
  'not on one that has none': {
    files: logs,
    says: 'no report is left: UUID=8765-4321 is not the source system',
  },
})) {
  test.serial(`without the disk of the image the report is on the source: ${what}`, async t => {
    const {console} = await initramfs.run('/usr/lib/livemode/give-up reason', {
      cmdline: fromDisk,
      files: {...rootDevice, ...ofMachine, ...files},
    })
    t.is(console[1], error(says))
    const [, place] = /the report is (\S+)/.exec(says) ?? []
    if (place !== undefined) {
      const text = await initramfs.read(`run/initramfs/livemode/source${place}`)
      t.regex(text, /^The live boot has failed in the initramfs: reason$/m)
    }
  })
}

test.serial('a target that does not answer is the reason', async t => {
  const {output} = await initramfs.run('/usr/lib/livemode/find-reason', {
    cmdline: fromDisk,
    files: {'run/initramfs/livemode/iscsi-problem': 'no login to the iSCSI target iqn.x\n'},
  })
  t.is(output, 'no login to the iSCSI target iqn.x')
})

test.serial('who does not answer is the reason, and so is a wrong answer', async t => {
  const question = 'Please enter passphrase for disk root_crypt:'
  const cmdline = `${fromDisk} upgrade.initramfs.timeout=1`
  const reasonOf = async (files: Readonly<Record<string, string>>) =>
    (await initramfs.run('/usr/lib/livemode/limit', {cmdline, files})).console[0]
  const late = 'it has not left the initramfs after 1 s'
  t.is(
    await reasonOf({'run/systemd/ask-password/ask.a1': `[Ask]\nPID=1\nMessage=${question}\n`}),
    failed(`${late}: nobody has answered: ${question}`),
  )
  t.is(
    await reasonOf({
      'srv/unopened': 'systemd-cryptsetup@root_crypt.service loaded failed failed Cryptography\n',
    }),
    failed(`${late}: an encrypted device was not opened: systemd-cryptsetup@root_crypt.service`),
  )
})

const hooks = '/lib/dracut/hooks'

test.serial(
  'when dracut refuses to go on its words are the reason, and it cannot switch off',
  async t => {
    const {console, calls} = await initramfs.run('. /lib/dracut-lib.sh; die "No root at all"', {
      cmdline: `${fromUrl} rd.shell=0`,
    })
    t.deepEqual(console.slice(2), [failed('dracut: FATAL: "No root at all"'), noDisk, rebooting])
    t.deepEqual(calls, [restart])
  },
)

test.serial('the emergency hook says what is missing, and leaves a shutdown alone', async t => {
  const hook = `. ${hooks}/emergency/00-emergency.sh; echo here >>/run/calls`
  const first = await initramfs.run(hook, {cmdline: fromUrl})
  t.deepEqual(first.console, [
    failed(`the image has not been downloaded from ${url}`),
    noDisk,
    rebooting,
  ])
  t.deepEqual(first.calls, [restart])
  const second = await initramfs.run(`action=Shutdown; ${hook}`, {cmdline: fromUrl})
  t.deepEqual(second, {output: '', console: [], calls: ['here']})
})

const mapped = '/dev/mapper/livemode-image /run/rootfsbase squashfs ro 0 0'
const loop = '/dev/loop0 /run/rootfsbase squashfs ro 0 0'
const overlay =
  'LiveOS_rootfs /sysroot overlay rw,relatime,lowerdir=/run/rootfsbase,upperdir=/run/overlayfs 0 0'
const live = `/run/initramfs/live${path}`
const good = {
  'proc/mounts': `${mapped}\n${overlay}\n`,
  'run/initramfs/livemode/image': `${live}\n`,
  'sysroot/usr/lib/livemode/build-id': '0123\n',
  'run/rootfsbase/x': '',
}

const roots: Readonly<Record<string, {files: Readonly<Record<string, string>>; says: string}>> = {
  'the image': {files: {}, says: ''},
  'the image, to a newer kernel': {
    files: {'proc/mounts': `${mapped}\n${overlay.replace('lowerdir=', 'lowerdir+=')}\n`},
    says: '',
  },
  'a copy in memory': {
    files: {
      'proc/mounts': `${loop}\n${overlay}\n`,
      'sys/block/loop0/loop/backing_file': '/run/initramfs/squashed.img\n',
    },
    says: '',
  },
  'the file system of a disk': {
    files: {'proc/mounts': '/dev/vda1 /sysroot ext4 rw 0 0\n'},
    says: '/sysroot is /dev/vda1 (ext4)',
  },
  'an overlay over a disk': {
    files: {'proc/mounts': `/dev/vda1 /run/rootfsbase ext4 rw 0 0\n${overlay}\n`},
    says: '/run/rootfsbase is /dev/vda1',
  },
  'an overlay over something else': {
    files: {'proc/mounts': `${mapped}\nx /sysroot overlay rw,lowerdir=/other 0 0\n`},
    says: '/sysroot is an overlay over something else: ,rw,lowerdir=/other,',
  },
  'the file itself': {
    files: {
      'proc/mounts': `${loop}\n${overlay}\n`,
      'sys/block/loop0/loop/backing_file': `${live}\n`,
    },
    says: `/dev/loop0 is ${live}`,
  },
  'an image of somebody else': {
    files: {'sysroot/usr/lib/livemode/build-id': ''},
    says: 'it has no /usr/lib/livemode/build-id',
  },
  nothing: {files: {'proc/mounts': ''}, says: '/sysroot is nothing (none)'},
}

for (const [what, {files, says}] of Object.entries(roots)) {
  test.serial(`the root that came up is ${what}`, async t => {
    const {output, console} = await initramfs.run('/usr/lib/livemode/check-root', {
      cmdline: fromDisk,
      files: {...good, ...files},
    })
    t.is(output, says && `the root that came up is not the image: ${says}`)
    t.deepEqual(console, says ? [] : [note('the root is image 0123')])
  })
}

test.serial('another root is not started', async t => {
  const {calls} = await initramfs.run(
    `. ${hooks}/pre-pivot/98-assert-root.sh; echo on >>/run/calls`,
    {
      cmdline: fromDisk,
      files: {...good, 'proc/mounts': ''},
    },
  )
  t.deepEqual(calls, [restart])
  const right = await initramfs.run(
    `. ${hooks}/pre-pivot/98-assert-root.sh; echo on >>/run/calls`,
    {
      cmdline: fromDisk,
      files: good,
    },
  )
  t.deepEqual(right.calls, ['on'])
})

const fips = {mode: 'fips=1', boot: `boot=${uuid}`} as const
const inFips = () => [fromDisk, fips.mode, fips.boot].join(' ')
const mountedAt = (place: string) => ({
  'proc/mounts': `/dev/disk/by-uuid/1234-5678 ${place} ext4 rw 0 0\n`,
  'srv/disk/boot/vmlinuz': 'the kernel',
})
const bindBoot = `. ${hooks}/pre-pivot/00-bind-boot.sh; cat /boot/boot/vmlinuz 2>/dev/null`

test.serial(
  'in FIPS mode the file system of the image is /boot too, where it is the same',
  async t => {
    const script = `${bindBoot} && echo; . ${hooks}/pre-pivot/02-unbind-boot.sh`
    // What a bind mount shows is a copy here.
    const files = {...device, ...mountedAt('/run/initramfs/live')}
    const {output} = await initramfs.run(script, {cmdline: inFips(), files})
    t.is(output, 'the kernel')
    t.deepEqual((await initramfs.read('run/mounts')).split('\n').slice(0, -1), [
      'mount -o remount,bind,ro /boot',
      'umount /boot',
    ])
  },
)

for (const [what, {words, place}] of Object.entries({
  'out of FIPS mode': {words: [fips.boot], place: '/run/initramfs/live'},
  'where it is another one': {words: [fips.mode, fips.boot], place: '/other'},
  'where no boot= is said': {words: [fips.mode], place: '/run/initramfs/live'},
})) {
  test.serial(`it is not: ${what}`, async t => {
    const {output} = await initramfs.run(`${bindBoot}; . ${hooks}/pre-pivot/02-unbind-boot.sh`, {
      cmdline: [fromDisk, ...words].join(' '),
      files: {...device, ...mountedAt(place)},
    })
    t.is(output, '')
    t.is(await initramfs.read('run/mounts'), '')
  })
}

const checkKernel = ['00-bind-boot', '00-fips-boot', '01-fips-noboot', '02-unbind-boot']
  .map(name => `. ${hooks}/pre-pivot/${name}.sh`)
  .join('; ')
const hmac = `0123  livemode-vmlinuz\n`

for (const [what, {files, image, checked}] of Object.entries({
  'on the file system of the image': {
    files: {
      ...mountedAt('/run/initramfs/live'),
      'srv/disk/boot/livemode-vmlinuz': '',
      'srv/disk/boot/.livemode-vmlinuz.hmac': hmac,
    },
    image: '(hd0,gpt2)/boot/livemode-vmlinuz',
    checked: '/boot/boot',
  },
  'on another one': {
    files: {
      ...mountedAt('/other'),
      'srv/disk/livemode-vmlinuz': '',
      'srv/disk/.livemode-vmlinuz.hmac': hmac,
    },
    image: '(hd0,gpt2)/livemode-vmlinuz',
    checked: '/boot',
  },
})) {
  test.serial(`dracut finds the kernel that it checks in FIPS mode: ${what}`, async t => {
    const cmdline = `BOOT_IMAGE=${image} ${inFips()}`
    const {calls} = await initramfs.run(`NEWROOT=/sysroot; ${checkKernel}; echo on >>/run/calls`, {
      cmdline,
      files: {...device, ...files},
    })
    t.deepEqual(calls, [`checked ${checked}/livemode-vmlinuz`, 'on'])
  })
}

test.serial('in FIPS mode a kernel without its HMAC is not started', async t => {
  const {console, calls} = await initramfs.run(`NEWROOT=/sysroot; ${checkKernel}`, {
    cmdline: `BOOT_IMAGE=/livemode-vmlinuz ${inFips()} upgrade.autostart=1`,
    files: {...device, ...mountedAt('/other'), 'srv/disk/livemode-vmlinuz': ''},
  })
  t.true(console.includes(failed('dracut: FATAL: "FIPS integrity test failed"')))
  t.deepEqual(calls, [restart])
})

const sysroot = {...good, 'sysroot/etc/issue': 'A banner.\n', 'sysroot/etc/motd': 'A banner.\n'}
const assertRoot = `. ${hooks}/pre-pivot/98-assert-root.sh`

test.serial("the machine's part is put into the root that came up", async t => {
  const {console} = await initramfs.run(
    `chmod 600 /machine-part/etc/fstab; ${assertRoot}; stat -c '%a %u' /sysroot/etc/fstab >/run/calls`,
    {cmdline: fromDisk, files: {...sysroot, 'machine-part/etc/fstab': 'the fstab\n'}},
  )
  t.deepEqual(console.slice(1), [note("the machine's part is in place")])
  t.is(await initramfs.read('sysroot/etc/fstab'), 'the fstab\n')
  t.is(await initramfs.read('run/calls'), '600 0\n')
  t.is(await initramfs.read('sysroot/etc/issue'), 'A banner.\n')
})

test.serial('an image without one says so on its consoles and at its logins', async t => {
  const sentence = "this image has no machine's part: nothing can be upgraded here"
  const {console} = await initramfs.run(assertRoot, {cmdline: fromDisk, files: sysroot})
  t.deepEqual(console.slice(1), [error(sentence)])
  t.is(await initramfs.read('sysroot/etc/issue'), `A banner.\n${sentence}\n\n`)
  t.is(await initramfs.read('sysroot/etc/motd'), `A banner.\n${sentence}\n`)
})

test.serial('an installed system is started by this initramfs as by any other', async t => {
  const script = `. ${hooks}/pre-pivot/98-assert-root.sh; . ${hooks}/emergency/00-emergency.sh; /usr/lib/livemode/limit; echo on >>/run/calls`
  const run = await initramfs.run(script, {cmdline: 'root=UUID=3 upgrade.initramfs.timeout=1'})
  t.deepEqual(run, {output: '', console: [], calls: ['on']})
})

// Every reason says why, and what would change it where something would.
import test from 'ava'
import {reasons} from './reason.ts'

const texts: Readonly<Record<keyof typeof reasons, readonly [string, string | null]>> = {
  fileSystem: ['the live system does not mount nfs', null],
  unreached: ['the live system does not reach sda, by FCoE', null],
  noIscsi: ['the live system does not reach sda, by iSCSI', 'build another image'],
  iscsiNotKnown: [
    'it is not known by which iSCSI session sda is reached',
    'describe the machine anew, while it has the disk',
  ],
  iscsiByOther: [
    'sda is reached by iSCSI with the driver qedi, and the live system has iscsi_tcp alone',
    null,
  ],
  iscsiNotRecorded: [
    'open-iscsi has no record of iqn.x at 10.0.0.1:3260, by which sda is reached',
    'describe the machine as root, or make one, with the user and the password where it has any: iscsiadm -m node -o new -T iqn.x -p 10.0.0.1:3260',
  ],
  iscsiWithoutNetwork: ['sda is reached by iSCSI, and the initramfs has no network', 'give it one'],
  iscsiByHand: [
    'nothing logs in to iqn.x, by which sda is reached: its node.startup is manual',
    'have the machine log in by itself: iscsiadm -m node -T iqn.x -p 10.0.0.1:3260 -o update -n node.startup -v automatic',
  ],
  deviceName: [
    'the name may mean another device in the live system',
    'name it by UUID=, LABEL= or PARTUUID= in /etc/fstab',
  ],
  deviceOption: [
    'the device of its option logdev=/dev/sdb1 may be another one in the live system',
    'name that device by its link in /dev/disk/by-id in /etc/fstab',
  ],
  loopDevice: [
    'it lies in a loop device, which nothing sets up in the live system',
    'name the file of the loop device in /etc/fstab, with the option loop',
  ],
  onDemand: [
    'it is mounted on demand, and was not when this machine was described',
    'give it a line in /etc/fstab',
  ],
  bindMount: [
    'it is a folder of a file system that the live system does not mount as a whole',
    'give that file system a line in /etc/fstab, and the folder one with the option bind',
  ],
  path: [
    '/far/a lies on /far, which is not mounted during the upgrade',
    'have /far mounted by a line in /etc/fstab that holds in the live system, too',
  ],
  folder: [
    "/dev/shm is no folder that the live system finds below the source's root",
    'name the device in /etc/fstab, without the option bind',
  ],
  noMountPoint: ['it has no mount point', null],
  notInFstab: ['it is not in /etc/fstab', 'give it a line in /etc/fstab'],
  swapInMemory: ['swap in memory belongs to the running system', null],
  swapFile: ['a swap file is not used: it lies below /run/upgrade', null],
}

const portal = {target: 'iqn.x', address: '10.0.0.1', port: 3260}

test('the words of every reason', t => {
  const given = {
    ...reasons,
    fileSystem: () => reasons.fileSystem('nfs'),
    unreached: () => reasons.unreached('the live system does not reach sda, by FCoE'),
    noIscsi: () => reasons.noIscsi('sda', 'build another image'),
    iscsiNotKnown: () => reasons.iscsiNotKnown('sda'),
    iscsiByOther: () => reasons.iscsiByOther('sda', 'qedi'),
    iscsiNotRecorded: () => reasons.iscsiNotRecorded('sda', portal),
    iscsiWithoutNetwork: () =>
      reasons.iscsiWithoutNetwork('sda', {what: 'the initramfs', remedy: 'give it one'}),
    iscsiByHand: () => reasons.iscsiByHand('sda', {...portal, startup: 'manual'}),
    deviceOption: () => reasons.deviceOption('logdev=/dev/sdb1'),
    path: () => reasons.path('/far/a', '/far'),
    folder: () => reasons.folder('/dev/shm'),
    swapFile: () => reasons.swapFile('/run/upgrade'),
  }
  const words: Readonly<Record<string, readonly [string, string | null]>> = Object.fromEntries(
    Object.entries(given).map(([id, reason]) => {
      const {why, remedy} = reason()
      return [id, [why, remedy]]
    }),
  )
  t.deepEqual(words, texts)
})

import type {IscsiPortal} from '@livemode/host'

/** Why the live system does not mount something of the source. */
export interface Reason {
  readonly why: string
  /** What would have it mounted; null where it would have to lie elsewhere. */
  readonly remedy: string | null
}

export const reasons = {
  fileSystem: (fstype: string) => ({why: `the live system does not mount ${fstype}`, remedy: null}),
  unreached: (why: string) => ({why, remedy: null}),
  noIscsi: (disk: string, remedy: string) => ({
    why: `the live system does not reach ${disk}, by iSCSI`,
    remedy,
  }),
  iscsiNotKnown: (disk: string) => ({
    why: `it is not known by which iSCSI session ${disk} is reached`,
    remedy: 'describe the machine anew, while it has the disk',
  }),
  iscsiByOther: (disk: string, driver: string) => ({
    why: `${disk} is reached by iSCSI with the driver ${driver}, and the live system has iscsi_tcp alone`,
    remedy: null,
  }),
  iscsiNotRecorded: (disk: string, {target, address, port}: IscsiPortal) => ({
    why: `open-iscsi has no record of ${target} at ${address}:${port}, by which ${disk} is reached`,
    remedy: `describe the machine as root, or make one, with the user and the password where it has any: iscsiadm -m node -o new -T ${target} -p ${address}:${port}`,
  }),
  iscsiWithoutNetwork: (disk: string, {what, remedy}: {what: string; remedy: string}) => ({
    why: `${disk} is reached by iSCSI, and ${what} has no network`,
    remedy,
  }),
  iscsiByHand: (
    disk: string,
    {target, address, port, startup}: IscsiPortal & {startup: string},
  ) => ({
    why: `nothing logs in to ${target}, by which ${disk} is reached: its node.startup is ${startup}`,
    remedy: `have the machine log in by itself: iscsiadm -m node -T ${target} -p ${address}:${port} -o update -n node.startup -v automatic`,
  }),
  deviceName: () => ({
    why: 'the name may mean another device in the live system',
    remedy: 'name it by UUID=, LABEL= or PARTUUID= in /etc/fstab',
  }),
  deviceOption: (option: string) => ({
    why: `the device of its option ${option} may be another one in the live system`,
    remedy: 'name that device by its link in /dev/disk/by-id in /etc/fstab',
  }),
  loopDevice: () => ({
    why: 'it lies in a loop device, which nothing sets up in the live system',
    remedy: 'name the file of the loop device in /etc/fstab, with the option loop',
  }),
  onDemand: () => ({
    why: 'it is mounted on demand, and was not when this machine was described',
    remedy: 'give it a line in /etc/fstab',
  }),
  bindMount: () => ({
    why: 'it is a folder of a file system that the live system does not mount as a whole',
    remedy: 'give that file system a line in /etc/fstab, and the folder one with the option bind',
  }),
  path: (path: string, target: string) => ({
    why: `${path} lies on ${target}, which is not mounted during the upgrade`,
    remedy: `have ${target} mounted by a line in /etc/fstab that holds in the live system, too`,
  }),
  folder: (spec: string) => ({
    why: `${spec} is no folder that the live system finds below the source's root`,
    remedy: 'name the device in /etc/fstab, without the option bind',
  }),
  noMountPoint: () => ({why: 'it has no mount point', remedy: null}),
  notInFstab: () => ({why: 'it is not in /etc/fstab', remedy: 'give it a line in /etc/fstab'}),
  swapInMemory: () => ({why: 'swap in memory belongs to the running system', remedy: null}),
  swapFile: (sourceRoot: string) => ({
    why: `a swap file is not used: it lies below ${sourceRoot}`,
    remedy: null,
  }),
} satisfies Record<string, (...words: never[]) => Reason>

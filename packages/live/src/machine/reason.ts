/** Why the live system does not mount something of the source. */
export interface Reason {
  readonly why: string
  /** What would have it mounted; null where it would have to lie elsewhere. */
  readonly remedy: string | null
}

export const reasons = {
  fileSystem: (fstype: string) => ({why: `the live system does not mount ${fstype}`, remedy: null}),
  unreached: (why: string) => ({why, remedy: null}),
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

import {type Device, flattenMounts, type Host, parseKernelCommandLine} from '@livemode/host'

/**
 * Names that mean one device on every system: what is written on it says them, or its serial number, or its
 * place. A kernel's own name (/dev/sda1, /dev/md127, /dev/dm-3, /dev/loop0) is that of the device it found first.
 */
const lasting = [
  /^(?:UUID|LABEL|PARTUUID|PARTLABEL|ID)=./,
  /^\/dev\/disk\/by-(?:id|uuid|label|partuuid|partlabel|path)\/[^/]+$/,
  /^\/dev\/mapper\/(?!control$)[^/]+$/,
  /^\/dev\/md\/[^/]+$/,
]

/** Whether a name means the same device in the live system as in the source. */
export function isLastingName(spec: string, volumeGroups: readonly string[]): boolean {
  const {volumeGroup} = parseVolume(spec) ?? {}
  return (
    lasting.some(pattern => pattern.test(spec)) ||
    (volumeGroup !== undefined && volumeGroups.includes(volumeGroup))
  )
}

/** Whether something is named by a path that is no device: a folder that is bound, or an image file. */
export const isPathOfSource = (spec: string): boolean => /^\/(?!\/|dev(?:\/|$))/.test(spec)

/** The volume groups of the source: those of what is mounted, and those that its kernel arguments name. */
export function listVolumeGroups(host: Host): readonly string[] {
  const mounted = flattenMounts(host.mounts).flatMap(({devices}) => devices.flatMap(groupOf))
  const named = parseKernelCommandLine(host.kernelCmdline)
    .filter(({name}) => name === 'rd.lvm.lv' || name === 'rd.lvm.vg')
    .flatMap(({value}) => value?.split('/')[0] || [])
  return [...new Set([...mounted, ...named])]
}

/** In the name of a mapped device, a hyphen of the group's or volume's own name is doubled. */
function groupOf({name, type}: Device): readonly string[] {
  const [, group] = /^((?:[^-]|--)+)-(?!-)/.exec(name) ?? []
  return type === 'lvm' && group !== undefined ? [group.replaceAll('--', '-')] : []
}

/** The name below /dev/mapper that a name of a device stands for; undefined where it does not tell. */
export function mapperNameOf(spec: string): string | undefined {
  const [, name] = /^\/dev\/(?:mapper\/|disk\/by-id\/dm-name-)([^/]+)$/.exec(spec) ?? []
  if (name !== undefined) return name
  const {volumeGroup, volume} = parseVolume(spec) ?? {}
  return volumeGroup && volume && [volumeGroup, volume].map(double).join('-')
}

const double = (name: string) => name.replaceAll('-', '--')

const parseVolume = (spec: string) =>
  /^\/dev\/(?!mapper\/|disk\/|md\/)(?<volumeGroup>[\w+.-]+)\/(?<volume>[\w+.-]+)$/.exec(spec)
    ?.groups

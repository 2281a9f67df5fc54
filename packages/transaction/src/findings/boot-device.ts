import {basename} from 'node:path'
import {type Device, flattenMounts, mountHolding} from '@livemode/host'
import {about, type ResolutionCheck} from './finding.ts'

/** Packages that write to the EFI system partition. */
const writesToEsp = /^(grub-efi-\w+|shim-signed|systemd-boot)$/

/** Where Debian's packages look for it; an automount has it when somebody looks. */
const espPlaces = ['/boot/efi', '/efi', '/boot']
const espTypes = ['vfat', 'msdos', 'autofs']

export const espIsMounted: ResolutionCheck = ({evidence, transaction}) => {
  const {host} = evidence
  const writers = [...transaction.upgrade, ...transaction.new]
    .map(one => one.package.replace(/:.*/, ''))
    .filter(name => writesToEsp.test(name))
  if (host?.firmware !== 'uefi') return []
  const esps = flattenMounts(host.mounts).filter(
    ({target, fstype}) => espPlaces.includes(target) && espTypes.includes(fstype),
  )
  const isWritable = esps.some(({options}) => !options.split(',').includes('ro'))
  const what = esps[0] ? `${esps[0].target} is mounted read-only` : 'it is not mounted'
  return about(isWritable ? [] : writers, list => ({
    id: 'esp-not-mounted',
    severity: 'inhibitor',
    sentence: `${list} would not reach the EFI system partition: ${what}`,
    remedy: 'mount it as /etc/fstab has it, and have a line for it there',
  }))
}

export const grubHasItsDisk: ResolutionCheck = ({evidence, transaction}) => {
  const {host, observations} = evidence
  const comesToo = transaction.upgrade.some(one => one.package.startsWith('grub-pc:'))
  if (host === undefined || observations === undefined || !comesToo) return []
  const boot = mountHolding(flattenMounts(host.mounts), '/boot')
  const disks = wholeDevices(boot?.devices ?? []).map(({name}) => name)
  const told = observations.grubDevices
  const wrong = told.filter(
    ({device}) => device === null || (disks.length > 0 && !disks.includes(basename(device))),
  )
  return about(
    wrong.map(({name, device}) => `${name} (${device ?? 'there is no such device'})`),
    list => ({
      id: 'grub-install-device',
      severity: 'inhibitor',
      sentence: `GRUB would be installed on ${list}, and /boot is on ${disks.join(', ') || 'no disk that is known'}`,
      remedy: 'name the disk that this machine boots from with "dpkg-reconfigure grub-pc"',
    }),
  )
}

/** Not everything that a machine boots from is what lsblk calls a disk; the last lies below all others. */
function wholeDevices(devices: readonly Device[]): readonly Device[] {
  const disks = devices.filter(({type}) => type === 'disk')
  return disks.length > 0 ? disks : devices.slice(-1)
}

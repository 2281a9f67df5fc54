import {planBootFiles} from '@livemode/bootentry'
import {mountHolding} from '@livemode/host'
import {planIscsiSessions} from '@livemode/live'
import {type Check, when} from './finding.ts'

/** What the initramfs logs in with lies in it, and a file system without modes gives every file that of the mount. */
export const iscsiPasswordsAreProtected: Check = ({host, mounts, image, loader}) => {
  const [session] = planIscsiSessions({host, image}).filter(({record}) => record?.hasPassword)
  if (session === undefined || loader === 'unknown') return []
  const {initramfs} = planBootFiles(loader, host)
  const mount = mountHolding(mounts, initramfs)
  return when(mount?.fstype === 'vfat' && isReadByAll(mount.options), () => ({
    id: 'iscsi-password-not-protected',
    severity: 'inhibitor',
    sentence: `the password for ${session.target} goes into ${initramfs}, which every account of this machine can read`,
    remedy: `mount ${mount?.target} with the option umask=0077`,
  }))
}

/** See mount(8), the options of fat; without them the masks are that of the process, which takes nobody the right to read. */
function isReadByAll(options: string): boolean {
  const maskOf = (name: string) =>
    Number.parseInt(new RegExp(`(?:^|,)${name}=([0-7]+)(?:,|$)`).exec(options)?.[1] ?? '22', 8)
  const isTaken = (mask: number, right: number) => (mask & right) === right
  return !isTaken(maskOf('fmask'), 0o4) && !isTaken(maskOf('dmask'), 0o1)
}

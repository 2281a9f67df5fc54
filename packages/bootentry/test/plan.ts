import {type Config, defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {planImageSource} from '@livemode/live'
import {type BootEntryTarget, type LoaderId, planBootEntry} from '../src/index.ts'

/** A machine of the fixtures. */
export const readHost = (name: string) => parseHost(fixture(`hosts/${name}.json`), {file: name})

export const kernel = '/boot/livemode-vmlinuz'
export const initramfs = '/boot/livemode-initramfs.img'
export const el9: BootEntryTarget = {
  title: 'Upgrade to Enterprise Linux 9',
  dracutVersion: '057-88.git20250311.el9',
  systemdVersion: '252-51.el9',
  kernelHmac: true,
}
export const debian13: BootEntryTarget = {
  title: 'Upgrade to Debian 13',
  dracutVersion: '106-6',
  systemdVersion: '257.8-1~deb13u2',
  kernelHmac: false,
}

/** The boot entry of a machine. */
export const plan = (
  host: Host,
  target: BootEntryTarget,
  {loader = host.loader, ...config}: Partial<Config> & {loader?: LoaderId | 'unknown'} = {},
) =>
  planBootEntry({
    config: {...defaultConfig, ...config},
    image: planImageSource({...defaultConfig, ...config}, host),
    host,
    loader,
    target,
  })

/** What stands at the end of the line where nobody is there. */
export const unattended = [
  'panic=10',
  'systemd.crash_reboot=1',
  'rd.shell=0',
  'rd.emergency=reboot',
]
export const upgradeWords = ['rw', 'enforcing=0', 'rd.plymouth=0', 'plymouth.enable=0']

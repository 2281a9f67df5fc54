import {symlink} from '@livemode/config'
import {file} from '../disks/source-file.ts'
import {iscsiTargetName} from '../machine/iscsi-target.ts'
import {macAddress} from '../machine/network-arguments.ts'

const volume = (name: string, uuid: string) => ({
  name,
  uuid,
  target: iscsiTargetName(name),
  mount: `/${name}`,
  /** An emulated machine may take longer than systemd gives a device; none is there before it is made. */
  line: `UUID=${uuid} /${name} ext4 nofail,_netdev,x-systemd.device-timeout=180 0 2`,
})

/** File systems of a source on disks by iSCSI, each on one of its own: for the live image, and for data. */
export const iscsiVolumes = [
  volume('san', '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e71'),
  volume('data', '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e72'),
] as const

const wants = '/etc/systemd/system/multi-user.target.wants'
const online = '/etc/systemd/system/network-online.target.wants'
const units = '/lib/systemd/system'

/** The source system has its network by systemd-networkd. */
export const iscsiNetworkFiles = [
  file(
    '/etc/systemd/network/10-lan.network',
    `[Match]\nMACAddress=${macAddress(0)}\n\n[Network]\nAddress=10.0.2.15/24\n`,
  ),
  symlink(`${wants}/systemd-networkd.service`, `${units}/systemd-networkd.service`),
  symlink(
    `${online}/systemd-networkd-wait-online.service`,
    `${units}/systemd-networkd-wait-online.service`,
  ),
]

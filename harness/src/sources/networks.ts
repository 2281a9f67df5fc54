import {file} from '../disks/source-file.ts'
import {macAddress} from '../machine/network-arguments.ts'

/** Where QEMU's container reaches the sshd of its guest. */
export const sshPort = 2222

/** Where guests reach a Tang server. */
export const tangAddress = '10.0.2.100'

/** Where guests reach an iSCSI target. */
export const iscsiAddress = '10.0.2.100'

export const networks = {
  /** Gives its guest 10.0.2.15 by DHCP. */
  first: {subnet: '10.0.2.0/24', sshPort},
  second: {subnet: '10.0.3.0/24'},
  /** Has the live image at http://10.0.2.100/live-upgrade.img. */
  withServer: {subnet: '10.0.2.0/24', httpServer: '10.0.2.100'},
  withIscsi: {subnet: '10.0.2.0/24', iscsiTarget: iscsiAddress},
  withTang: {subnet: '10.0.2.0/24', tangServer: tangAddress},
} as const

/** What an older udev has called the first card. */
const officeCard = {name: 'ens192', mac: macAddress(0)}

const keyfile = `[connection]
id=office
uuid=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7ea1
type=ethernet
interface-name=${officeCard.name}

[ipv4]
method=auto

[ipv6]
method=disabled
`

const ifcfg = `# As an installer of Enterprise Linux 7 writes it.
TYPE="Ethernet"
BOOTPROTO=none
NAME="storage network"
UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7ea2
HWADDR=${macAddress(1)}
ONBOOT=yes
IPADDR=10.0.3.77
PREFIX=24
DEFROUTE=no
IPV6INIT=no
`

const link = `[Match]
MACAddress=${macAddress(1)}

[Link]
Name=storage0
`

/** Profiles of a source system, in both forms, and what of them is seen when they are active. */
export const networkProfiles = {
  files: [
    file('/etc/systemd/network/10-storage.link', link),
    file('/etc/NetworkManager/system-connections/office.nmconnection', keyfile, '0600'),
    file('/etc/sysconfig/network-scripts/ifcfg-storage', ifcfg),
    file(
      '/etc/sysconfig/network-scripts/route-storage',
      '10.55.0.0/16 via 10.0.3.2\n10.66.0.0/16 via 10.0.3.2 table 100\n',
    ),
    file(
      '/etc/sysconfig/network-scripts/rule-storage',
      'from 10.0.3.0/24 table 100 priority 500\n',
    ),
  ],
  interfaces: [officeCard],
  /** What each of the addresses is on. */
  interfaceNames: [officeCard.name, 'storage0'],
  names: ['office', 'storage network'],
  addresses: ['10.0.2.15/24', '10.0.3.77/24'],
  routes: ['10.55.0.0/16 via 10.0.3.2', '10.66.0.0/16 via 10.0.3.2'],
  rules: ['from 10.0.3.0/24 lookup 100'],
} as const

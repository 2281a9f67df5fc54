import {iscsiTransport, type Mount} from '@livemode/host'

const option = '_netdev'

/** Has systemd mount what lies on disks in the network when there is one: it cannot tell by the name of the device. */
export const withNetwork = (
  options: readonly string[],
  {devices}: Pick<Mount, 'devices'>,
): readonly string[] =>
  options.includes(option) || !devices.some(({transport}) => transport === iscsiTransport)
    ? options
    : [...options, option]

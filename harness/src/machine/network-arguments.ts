import {iscsiPort} from './iscsi-target.ts'

/** A network of one machine, from which nothing leaves the machine. */
export interface MachineNetwork {
  /** E.g. `10.0.2.0/24`; the guest gets its 15th address by DHCP, the gateway is the second. */
  readonly subnet: string
  /** A TCP port of QEMU's container, at 127.0.0.1, that leads to the guest's port 22. */
  readonly sshPort?: number
  /** An address at which a server has the machine's served file over http, whatever its URL. */
  readonly httpServer?: string
  /** An address at which there is a Tang server. */
  readonly tangServer?: string
  /** An address at which the machine's iSCSI target is; none: it is away. */
  readonly iscsiTarget?: string | undefined
}

/** Where a Tang server has its keys, inside QEMU's container: it makes them for its first guest. */
export const tangPlace = '/tang'

/** Where the served file and the server are inside QEMU's container. */
export const servedPlaces = {file: '/srv/file', server: '/srv/http-server'} as const

/** The address of the network card, the same at every boot. */
export const macAddress = (index: number) =>
  `52:54:00:00:00:${(index + 1).toString(16).padStart(2, '0')}`

/** The networks of a machine: QEMU's own, in user mode, which needs no privilege. */
export function renderNetworks(networks: readonly MachineNetwork[]): string[] {
  return networks.length === 0 ? ['-nic', 'none'] : networks.flatMap(renderNetwork)
}

function renderNetwork(
  {subnet, sshPort, httpServer, tangServer, iscsiTarget}: MachineNetwork,
  index: number,
): string[] {
  const name = `net${index}`
  const forward = sshPort === undefined ? '' : `,hostfwd=tcp:127.0.0.1:${sshPort}-:22`
  // QEMU starts the program for each connection, which is its standard input and output.
  const serve = (address: string | undefined, port: number, command: string) =>
    address === undefined ? '' : `,guestfwd=tcp:${address}:${port}-cmd:${command}`
  const servers = [
    serve(httpServer, 80, servedPlaces.server),
    // What it says of a request, on its standard error, would come in front of the answer.
    serve(tangServer, 80, `sh -c 'exec /usr/libexec/tangd ${tangPlace} 2>/dev/null'`),
    serve(iscsiTarget, iscsiPort, `socat - TCP:127.0.0.1:${iscsiPort}`),
  ].join('')
  return [
    ...['-netdev', `user,id=${name},net=${subnet},restrict=on${forward}${servers}`],
    // Nothing is booted from the network: the card needs no program of its own.
    ...['-device', `virtio-net-pci,netdev=${name},mac=${macAddress(index)},romfile=`],
  ]
}

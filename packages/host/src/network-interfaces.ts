import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {namesIn, textOf} from './small-files.ts'

/** A network interface, and by which address its card is known. */
export interface NetworkInterface {
  readonly name: string
  /** Six octets, `52:54:00:12:34:56`. */
  readonly mac: string
}

const folder = '/sys/class/net'

/** NET_ADDR_PERM of the kernel's `addr_assign_type`: the address that the card itself has. */
const permanent = '0'

/**
 * The network interfaces of the machine that has its files below `root`, by their names, each with the address of its
 * card. Left out are those that only software makes, those whose address somebody has set or made up (a
 * card in a bond still tells its own), and those that share one with another: it would not tell them apart.
 */
export function readInterfaces(root = '/'): NetworkInterface[] {
  const found = namesIn(join(root, folder)).flatMap(name => {
    const mac = addressOf(join(root, folder, name))
    return mac === undefined ? [] : [{name, mac}]
  })
  const byMac = Map.groupBy(found, ({mac}) => mac)
  return found.filter(({mac}) => byMac.get(mac)?.length === 1)
}

function addressOf(path: string): string | undefined {
  if (!existsSync(join(path, 'device'))) return undefined
  const own =
    textOf(join(path, 'bonding_slave/perm_hwaddr')) ??
    (textOf(join(path, 'addr_assign_type')) === permanent ? textOf(join(path, 'address')) : '')
  return own?.match(/^(?:[\da-f]{2}:){5}[\da-f]{2}$/)?.[0]
}

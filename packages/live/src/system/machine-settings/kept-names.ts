import {join, posix} from 'node:path'
import {type NetworkInterface, readInterfaces} from '@livemode/host'
import {places} from '../../tables/places.ts'
import {argumentOf, readBoot} from '../boot.ts'
import {type Changes, noChanges} from '../changes.ts'
import {makeFolderDurably, writeDurably} from '../durable.ts'
import type {LiveSystem} from '../live-system.ts'
import {nameAgain} from './interface-names.ts'

const liveFolder = '/run/systemd/network'
const sourceFolder = '/etc/systemd/network'

/** What comes before the defaults of systemd and behind what an administrator writes, see systemd.link(5). */
const linkName = (name: string) => `60-livemode-${name}.link`

/** Names that mean nothing else in a path and in a file of systemd. */
const plainName = /^[A-Za-z\d][\w.-]{0,14}$/

/**
 * Gives each network interface the name that it has in the source: udev of another release may call it something else, and the
 * network profiles do not know it then.
 */
export function planKeptNames(live: LiveSystem): Changes {
  const interfaces = interfacesOf(live)
  if (interfaces.length === 0) return noChanges
  return {
    lines: [],
    files: interfaces.map(one => ({
      path: posix.join(liveFolder, linkName(one.name)),
      content: renderLink(one),
      mode: 0o644,
    })),
    programs: nameAgain,
  }
}

/** Without names by rules it is the kernel's order that names them, and a file for each would only set it at odds. */
function interfacesOf(live: LiveSystem): readonly NetworkInterface[] {
  if (live.readText(places.machineFacts) === undefined) return []
  if (argumentOf(live, 'net.ifnames') === '0') return []
  return readBoot(live).machine?.interfaces.filter(({name}) => plainName.test(name)) ?? []
}

const renderLink = ({name, mac}: NetworkInterface) =>
  `# The name that this card had before the upgrade.
[Match]
PermanentMACAddress=${mac}

[Link]
Name=${name}
`

export interface KeptName extends NetworkInterface {
  /** What udev of the target calls it by itself. */
  readonly otherwise: string
  /** The source's file that keeps its name. */
  readonly file: string
}

/** Has the upgraded system keep the names of interfaces that would have others there: udev of the target tells. */
export function keepNames(live: LiveSystem): readonly KeptName[] {
  const kept = findRenamed(live)
  if (kept.length === 0) return []
  const folder = live.source.resolve(sourceFolder)
  makeFolderDurably(folder)
  for (const one of kept) {
    writeDurably(join(folder, posix.basename(one.file)), {content: renderLink(one)})
  }
  return kept
}

function findRenamed(live: LiveSystem): readonly KeptName[] {
  const present = readInterfaces(live.path('/'))
  return interfacesOf(live).flatMap(({name, mac}) => {
    const device = present.find(one => one.mac === mac)?.name
    if (device === undefined) return []
    const {link, otherwise} = askUdev(live, device)
    // Another file names it, and that one is the source's own.
    if (link !== posix.join(liveFolder, linkName(name))) return []
    const file = posix.join(sourceFolder, linkName(name))
    return otherwise === undefined || otherwise === name ? [] : [{name, mac, otherwise, file}]
  })
}

/** By what udev would name an interface, in the order of the default NamePolicy of systemd.link(5). */
const nameProperties = ['FROM_DATABASE', 'ONBOARD', 'SLOT', 'PATH'].map(
  kind => `ID_NET_NAME_${kind}`,
)

function askUdev(live: LiveSystem, device: string) {
  const path = `/sys/class/net/${device}`
  const {stdout} = live.run(['udevadm', 'info', '--query=property', `--path=${path}`])
  const properties = new Map(
    stdout.split('\n').map(line => [line.split('=')[0], line.replace(/^[^=]*=/, '')]),
  )
  return {
    link: properties.get('ID_NET_LINK_FILE'),
    otherwise: nameProperties.map(name => properties.get(name)).find(Boolean),
  }
}

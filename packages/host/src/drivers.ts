import {realpathSync} from 'node:fs'
import {basename, join} from 'node:path'
import {namesIn, textOf} from './small-files.ts'

/** A kernel module that drives disks or networks of a machine, and one of its devices. */
export interface Driver {
  readonly module: string
  /** As the kernel names it, e.g. `0000:03:00.0`. */
  readonly device: string
}

/** Mass storage controllers, network controllers, Fibre Channel; see the class codes of PCI. */
const pciClass = /^0x(?:01|02|0c04)/

/** Display controllers. */
const graphicsClass = /^0x03/

/** The buses of hypervisors, on which little else lies. */
const virtualBuses = ['virtio', 'vmbus', 'xen']

/**
 * The kernel modules by which the machine that has its files below `root` reaches its disks and networks, by their names, each
 * with the first of its devices. What is part of the kernel itself has none.
 */
export function readDrivers(root = '/'): Driver[] {
  const found = [
    ...pciDevices(root, pciClass),
    ...virtualBuses.flatMap(bus => devicesOf(root, bus)),
  ].flatMap(path => {
    const module = moduleOf(path)
    return module === undefined ? [] : [{module, device: basename(path)}]
  })
  const byModule = Map.groupBy(found, ({module}) => module)
  return [...byModule.values()]
    .flatMap(([first]) => first ?? [])
    .toSorted((a, b) => (a.module < b.module ? -1 : 1))
}

/** The kernel modules that drive the screens of that machine; none where the firmware's own picture is used. */
export const readGraphics = (root = '/'): string[] => [
  ...new Set(pciDevices(root, graphicsClass).flatMap(path => moduleOf(path) ?? [])),
]

const pciDevices = (root: string, kinds: RegExp): readonly string[] =>
  devicesOf(root, 'pci').filter(path => kinds.test(textOf(join(path, 'class')) ?? ''))

const devicesOf = (root: string, bus: string): readonly string[] => {
  const folder = join(root, '/sys/bus', bus, 'devices')
  return namesIn(folder).map(name => join(folder, name))
}

function moduleOf(device: string): string | undefined {
  try {
    return basename(realpathSync(join(device, 'driver/module')))
  } catch {
    return undefined
  }
}

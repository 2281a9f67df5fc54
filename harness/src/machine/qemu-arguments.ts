import type {Accelerator} from './accelerators/accelerator.ts'
import {renderCredentials} from './credentials.ts'
import {type DiskWiring, renderDisk} from './disk-arguments.ts'
import {type FirmwareId, firmwares} from './firmware/index.ts'
import {type MachineNetwork, renderNetworks} from './network-arguments.ts'
import {renderTpm} from './tpm.ts'

/** Where the things of a machine are inside its container. */
export const places = {
  run: '/run/livemode',
  kernel: '/boot/kernel',
  initramfs: '/boot/initramfs',
} as const

export interface QemuOptions {
  readonly accelerator: Accelerator
  readonly memoryMebibytes: number
  readonly processors: number
  readonly firmware: FirmwareId
  /** None: the firmware starts what it finds on the disks. */
  readonly kernel?: {readonly arguments: string; readonly initramfs: boolean} | undefined
  readonly disks: readonly DiskWiring[]
  readonly networks: readonly MachineNetwork[]
  readonly serialPorts: 2 | 3
  readonly hasTpm: boolean
}

/** The sockets in the run folder; the harness listens, QEMU connects before it starts the guest. */
export const socketNames = ['qmp', 'console', 'shell'] as const

export type SocketName = (typeof socketNames)[number]

/** The command line of QEMU: a PC with serial ports, a screen, and its disks and networks. */
export function renderQemuArguments(options: QemuOptions): string[] {
  const firmware = firmwares[options.firmware]
  return [
    'qemu-system-x86_64',
    '-nodefaults',
    '-no-user-config',
    // A guest that resets has come to its end: the next boot is a machine of its own.
    '-no-reboot',
    ...['-machine', firmware.machine],
    ...firmware.qemuArguments,
    ...options.accelerator.qemuArguments,
    ...['-m', String(options.memoryMebibytes)],
    ...['-smp', String(options.processors)],
    ...['-display', 'none', '-vga', 'std'],
    ...renderNetworks(options.networks),
    ...['-device', 'virtio-rng-pci'],
    ...socketNames.flatMap(name => [
      '-chardev',
      `socket,id=${name},path=${places.run}/${name}.socket`,
    ]),
    ...['-mon', 'chardev=qmp,mode=control'],
    ...['-serial', 'chardev:console', '-serial', 'chardev:shell'],
    ...(options.serialPorts === 3 ? ['-serial', 'null'] : []),
    ...(options.hasTpm ? renderTpm() : []),
    ...options.disks.flatMap(renderDisk),
    ...(options.kernel ? renderKernel(options.kernel) : renderCredentials()),
  ]
}

const renderKernel = (kernel: NonNullable<QemuOptions['kernel']>) => [
  ...['-kernel', places.kernel],
  ...(kernel.initramfs ? ['-initrd', places.initramfs] : []),
  ...['-append', kernel.arguments],
]

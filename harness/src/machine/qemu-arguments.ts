import type {Accelerator} from './accelerators/index.ts'

/** Where the things of a machine are inside its container. */
export const places = {
  run: '/run/livemode',
  kernel: '/boot/kernel',
  initramfs: '/boot/initramfs',
  /** The disk, and the layer over it that takes what the machine writes. */
  disk: '/disks/disk.raw',
  overlay: '/disks/overlay.qcow2',
} as const

export interface QemuOptions {
  readonly accelerator: Accelerator
  readonly memoryMebibytes: number
  readonly processors: number
  readonly kernelArguments: string
  readonly initramfs: boolean
  readonly disk: boolean
}

/** The sockets in the run folder; the harness listens, QEMU connects before it starts the guest. */
export const socketNames = ['qmp', 'console', 'shell'] as const

export type SocketName = (typeof socketNames)[number]

/** The command line of QEMU: a PC with two serial ports, a screen, and at most one disk. */
export function renderQemuArguments(options: QemuOptions): string[] {
  return [
    'qemu-system-x86_64',
    '-nodefaults',
    '-no-user-config',
    // A guest that resets has come to its end: the next boot is a machine of its own.
    '-no-reboot',
    ...['-machine', 'q35'],
    ...options.accelerator.qemuArguments,
    ...['-m', String(options.memoryMebibytes)],
    ...['-smp', String(options.processors)],
    ...['-display', 'none', '-vga', 'std'],
    ...['-nic', 'none'],
    ...['-device', 'virtio-rng-pci'],
    ...socketNames.flatMap(name => [
      '-chardev',
      `socket,id=${name},path=${places.run}/${name}.socket`,
    ]),
    ...['-mon', 'chardev=qmp,mode=control'],
    ...['-serial', 'chardev:console', '-serial', 'chardev:shell'],
    ...(options.disk ? diskArguments : []),
    ...['-kernel', places.kernel],
    ...(options.initramfs ? ['-initrd', places.initramfs] : []),
    ...['-append', options.kernelArguments],
  ]
}

const diskArguments = [
  '-drive',
  // The host does not crash with the guest: what was written is safe without being flushed.
  `if=none,id=source,file=${places.overlay},format=qcow2,cache=unsafe`,
  '-device',
  'virtio-blk-pci,drive=source',
]

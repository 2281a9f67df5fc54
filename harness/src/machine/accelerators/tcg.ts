import type {Accelerator} from './accelerator.ts'

export const tcg = {
  id: 'tcg',
  // One thread per processor; `max` because the distributions ask for more than QEMU's default CPU has.
  qemuArguments: ['-accel', 'tcg,thread=multi', '-cpu', 'max'],
  devices: [],
} satisfies Accelerator

import type {Accelerator} from './index.ts'

export const tcg = {
  id: 'tcg',
  // One thread per processor; `max` because the distributions ask for more than QEMU's default CPU has. Without protection
  // keys: V8 turns them around all code that it writes, and has broken off over its record of them in such machines.
  qemuArguments: ['-accel', 'tcg,thread=multi', '-cpu', 'max,pku=off'],
  devices: [],
} satisfies Accelerator

import type {Accelerator} from './accelerator.ts'

export const kvm = {
  id: 'kvm',
  qemuArguments: ['-accel', 'kvm', '-cpu', 'host'],
  devices: ['/dev/kvm'],
} satisfies Accelerator

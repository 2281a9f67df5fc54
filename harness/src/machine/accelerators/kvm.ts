import type {Accelerator} from './index.ts'

export const kvm = {
  id: 'kvm',
  qemuArguments: ['-accel', 'kvm', '-cpu', 'host'],
  devices: ['/dev/kvm'],
} satisfies Accelerator

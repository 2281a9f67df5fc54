import type {Firmware} from './firmware.ts'
import {flash} from './uefi.ts'

export const uefiSecureBoot = {
  // Only code in the processor's system management mode may write the variables: else whoever runs
  // in the machine could add a key of its own.
  machine: 'q35,smm=on',
  qemuArguments: [
    ...['-global', 'driver=cfi.pflash01,property=secure,value=on'],
    ...flash('OVMF_CODE_4M.secboot.fd'),
  ],
  // With Microsoft's keys, by which Debian's shim is signed.
  newVariables: '/usr/share/OVMF/OVMF_VARS_4M.ms.fd',
} satisfies Firmware

import {type Firmware, variablesPlace} from './firmware.ts'

/** The two flash devices of OVMF: its code, which nobody changes, and its variables. */
export const flash = (code: string): readonly string[] => [
  ...['-drive', `if=pflash,unit=0,format=raw,readonly=on,file=/usr/share/OVMF/${code}`],
  ...['-drive', `if=pflash,unit=1,format=raw,file=${variablesPlace}`],
]

export const uefi = {
  machine: 'q35',
  qemuArguments: flash('OVMF_CODE_4M.fd'),
  newVariables: '/usr/share/OVMF/OVMF_VARS_4M.fd',
} satisfies Firmware

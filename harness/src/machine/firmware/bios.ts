import type {Firmware} from './firmware.ts'

export const bios = {machine: 'q35', qemuArguments: []} satisfies Firmware

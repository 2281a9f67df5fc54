import {bios} from './bios.ts'
import type {Firmware} from './firmware.ts'
import {uefi} from './uefi.ts'
import {uefiSecureBoot} from './uefi-secure-boot.ts'

export type FirmwareId = 'bios' | 'uefi' | 'uefi-secure-boot'

export const firmwares: Readonly<Record<FirmwareId, Firmware>> = {
  bios,
  uefi,
  'uefi-secure-boot': uefiSecureBoot,
}

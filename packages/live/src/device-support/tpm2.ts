import {findOtherRegisters} from './registers.ts'
import type {KeySupport} from './row.ts'

const enrol = (device: string) =>
  `enrol a key that it gives there: systemd-cryptenroll --tpm2-device=auto --tpm2-pcrs=7 ${device}`

export const tpm2: KeySupport = {
  title: 'the TPM',
  dracutModules: ['tpm2-tss'],
  tokenType: 'systemd-tpm2',
  answers: false,
  planOptions: entry => (entry?.options ?? []).filter(option => option.startsWith('tpm2-device=')),
  findObstacle({pcrs, hasPolicyFile}, {device}) {
    const why = hasPolicyFile
      ? 'its policy is in a file that the live boot does not have'
      : findOtherRegisters(pcrs)
    return why === undefined ? undefined : {why, remedy: enrol(device)}
  },
  enrol,
}

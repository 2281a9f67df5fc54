import type {DeviceSupport} from './row.ts'

/**
 * The registers of a TPM that are the same in a live boot: what firmware, its settings, Secure Boot and its keys are, see the
 * Linux TPM PCR Registry. In the others boot loaders, kernels and systemd measure what is started, and with which arguments.
 */
const sameInLiveBoot = [0, 1, 2, 3, 5, 6, 7, 14]

export const tpm2: DeviceSupport = {
  dracutModules: ['tpm2-tss'],
  tokenType: 'systemd-tpm2',
  planOptions: ({options}) => options.filter(option => option.startsWith('tpm2-device=')),
  findObstacle({pcrs, hasPolicyFile}) {
    if (hasPolicyFile) return 'its policy is in a file that the live boot does not have'
    const others = pcrs.filter(pcr => !sameInLiveBoot.includes(pcr))
    return others.length === 0
      ? undefined
      : `it is bound to PCR ${others.join('+')}, and another kernel with another command line changes that`
  },
  enrol: device => `systemd-cryptenroll --tpm2-device=auto --tpm2-pcrs=7 ${device}`,
}

/**
 * The registers of a TPM that are the same in a live boot: what firmware, its settings, Secure Boot and its keys are, see the
 * Linux TPM PCR Registry. In the others boot loaders, kernels and systemd measure what is started, and with which arguments.
 */
const sameInLiveBoot = [0, 1, 2, 3, 5, 6, 7, 14]

/** Why a key that is bound to these registers is not given in a live boot; undefined where it is. */
export function findOtherRegisters(pcrs: readonly number[]): string | undefined {
  const others = pcrs.filter(pcr => !sameInLiveBoot.includes(pcr))
  return others.length === 0
    ? undefined
    : `it is bound to PCR ${others.join('+')}, and another kernel with another command line changes that`
}

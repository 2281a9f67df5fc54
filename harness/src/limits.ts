/** The longest that a scenario waits for something, in seconds. A guest without KVM is slow. */
export const limits = {
  boot: 900,
  upgrade: 900,
  /** The packages of a small machine, each of its scripts emulated. */
  transaction: 5400,
  failure: 900,
  // Without KVM; the initramfs itself gives up earlier.
  comesBack: 900,
  /** Ends what nobody answers; how long an answer takes says how busy the machine is. */
  question: 600,
  powerOff: 300,
} as const

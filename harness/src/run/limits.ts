/** The longest that a scenario waits for something, in seconds. A guest without KVM is slow. */
export const limits = {
  boot: 900,
  upgrade: 900,
  failure: 900,
  // Without KVM; the initramfs itself gives up earlier.
  comesBack: 900,
  question: 120,
  powerOff: 300,
} as const

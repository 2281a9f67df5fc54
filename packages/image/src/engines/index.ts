/** What `/usr/bin/upgrade` hands over to: it upgrades the system below /sysroot, or fails. */
export interface Engine {
  /**
   * The program, one of the package's files. It exits 0 after a success; else it leaves the reason,
   * a sentence, in /run/livemode/reason. Its output goes to the journal.
   */
  readonly program: string
}

export type EngineId = 'probe'

export const engines = {
  /** Changes nothing: verifies that there is a system that could be upgraded. */
  probe: {program: 'engine-probe'},
} satisfies Record<EngineId, Engine>

/** When executables of the administrator run; see docs/hooks.md. */
export const hookMoments = ['before-reboot', 'before-change', 'after-change', 'first-boot'] as const

export type HookMoment = (typeof hookMoments)[number]

/** Those in the live system: nothing of the source is executed there, so that they come with the machine's part. */
export const liveHookMoments = ['before-change', 'after-change'] as const

export type LiveHookMoment = (typeof liveHookMoments)[number]

/** A hook that goes to the live system. */
export interface LiveHook {
  readonly moment: LiveHookMoment
  readonly name: string
  readonly content: string
}

/** The names that run-parts(8) takes: others are copies of editors and package managers. */
export const isHookName = (name: string): boolean => /^[A-Za-z0-9_-]+$/.test(name)

/** The environment that a hook has besides what every program has. */
export const hookEnvironment = ({moment, root}: {moment: HookMoment; root: string}) => ({
  LIVEMODE_MOMENT: moment,
  LIVEMODE_ROOT: root,
})

/** Runs a hook for so many seconds at the most: what it has started ends with it. */
export const hookCommand = (
  path: string,
  {seconds}: {readonly seconds: number},
): readonly [string, ...string[]] => ['timeout', '--kill-after=10', `${seconds}`, path]

/** What the exit code of that says is wrong; undefined for a success. */
export function hookProblem(
  hook: {readonly moment: HookMoment; readonly name: string},
  {code, seconds}: {readonly code: number | null; readonly seconds: number},
): string | undefined {
  if (code === 0) return undefined
  const which = `the hook ${hook.moment}/${hook.name}`
  // See timeout(1).
  if (code === 124 || code === 137) return `${which} has not ended in ${seconds} s (hook_timeout)`
  return code === null
    ? `${which} could not be run, or was ended by a signal`
    : `${which} has ended with exit code ${code}`
}

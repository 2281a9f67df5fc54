import {createHash} from 'node:crypto'
import {Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {hookCommand, hookEnvironment, hookProblem, type LiveHookMoment} from '../../hooks.ts'
import {places} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'

type Hooks = Pick<MachineFacts, 'hooks' | 'hookTimeout'>

/** Runs the hooks before the first change. Throws a `Refusal` for the first one that has anything against it. */
export async function runHooksBefore(live: LiveSystem, machine: Hooks): Promise<void> {
  for (const hook of hooksAt(machine, 'before-change')) {
    const problem = await runHook(live, {hook, seconds: machine.hookTimeout})
    if (problem !== undefined) throw new Refusal(problem)
  }
}

/** Runs the hooks after all changes; gives what is to be looked at. The upgrade has been made, whatever they say. */
export async function runHooksAfter(live: LiveSystem, machine: Hooks): Promise<readonly string[]> {
  const problems: string[] = []
  for (const hook of hooksAt(machine, 'after-change')) {
    const problem = await runHook(live, {hook, seconds: machine.hookTimeout})
    if (problem === undefined) continue
    live.say(problem)
    problems.push(problem)
  }
  return problems
}

const hooksAt = ({hooks}: Hooks, moment: LiveHookMoment) =>
  hooks.filter(hook => hook.moment === moment)

async function runHook(
  live: LiveSystem,
  {hook, seconds}: {readonly hook: MachineFacts['hooks'][number]; readonly seconds: number},
): Promise<string | undefined> {
  const {moment, name, sha256} = hook
  const path = `${places.hooks}/${moment}/${name}`
  const found = createHash('sha256')
    .update(live.readText(path) ?? '')
    .digest('hex')
  if (found !== sha256) return `the hook ${moment}/${name} is not the one that was installed`
  live.say(`hook ${moment}/${name}`)
  try {
    const code = await follow(live, {path, moment, seconds})
    return hookProblem(hook, {code, seconds})
  } catch (error) {
    return `the hook ${moment}/${name} cannot be run: ${(error as Error).message}`
  }
}

const follow = (
  live: LiveSystem,
  {path, moment, seconds}: {path: string; moment: LiveHookMoment; seconds: number},
) =>
  live.follow(hookCommand(live.path(path), {seconds}), {
    environment: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LC_ALL: 'C.UTF-8',
      ...hookEnvironment({moment, root: live.source.root}),
    },
    onLine: live.print,
    // Its time is limited as a whole.
    silence: {seconds: 2 * seconds, act: async () => {}},
  })

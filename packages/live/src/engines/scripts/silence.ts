import {type Process, processesBelow} from '../../system/processes.ts'
import {limits} from '../../tables/limits.ts'
import type {EngineContext} from '../engine.ts'

/** What goes on when a script has failed: it knows what comes next. */
const keepers = ['dpkg', 'dnf-transaction']

/**
 * Ends the scripts of packages that have said nothing for too long: those below dpkg, or dnf, which then takes them for
 * failed and goes on; without one, all that runs. What they are is in the log, as a tree.
 */
export async function endSilentScripts(
  {live, say, note, scriptTimeout}: EngineContext,
  pid: number,
): Promise<void> {
  const processes = processesBelow(live, pid)
  const isTransaction = processes.some(({name}) => ['apt-get', ...keepers].includes(name))
  const scripts = isTransaction ? scriptsOf(processes) : processes
  say(`nothing has been said for ${scriptTimeout} s (script_timeout)`)
  if (scripts.length === 0) return
  for (const line of renderTree(scripts)) say(`is ended: ${line}`)
  note({
    lookAt: [
      `a package's script was ended, for it had said nothing for ${scriptTimeout} s (script_timeout): the log names it`,
    ],
  })
  end(scripts, 'SIGTERM')
  await live.wait(limits.lastWords)
  const left = new Set(processesBelow(live, pid).map(({pid: id}) => id))
  end(
    scripts.filter(({pid: id}) => left.has(id)),
    'SIGKILL',
  )
}

/** A line for each process, further in than that of its parent. */
export function renderTree(processes: readonly Process[]): readonly string[] {
  const depths = new Map<number, number>()
  return processes.map(({pid, parent, command}) => {
    const depth = (depths.get(parent) ?? -1) + 1
    depths.set(pid, depth)
    return `${'  '.repeat(depth)}${command} (${pid})`
  })
}

/** All that runs below what keeps on, which stays itself. */
export function scriptsOf(processes: readonly Process[]): readonly Process[] {
  const below = new Set(processes.filter(({name}) => keepers.includes(name)).map(({pid}) => pid))
  return processes.filter(({pid, parent, name}) => {
    if (keepers.includes(name) || !below.has(parent)) return false
    below.add(pid)
    return true
  })
}

function end(processes: readonly Process[], signal: NodeJS.Signals): void {
  for (const {pid} of processes) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

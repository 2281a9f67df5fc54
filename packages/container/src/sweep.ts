import type {Engine} from './engine.ts'
import {type Owner, ownerLabel, parseOwner} from './labels.ts'

/**
 * Removes the containers of this machine's processes that are gone: what a process that was killed
 * could not take away itself. Gives the names of what it removed.
 */
export async function sweepContainers(
  engine: Engine,
  {hostname}: {hostname: string},
): Promise<readonly string[]> {
  const containers = await engine.docker.listContainers({
    all: true,
    filters: {label: [ownerLabel]},
  })
  const orphans = containers.filter(({Labels}) => {
    const owner: Owner = parseOwner(Labels[ownerLabel] ?? '')
    return owner.hostname === hostname && !isAlive(owner.pid)
  })
  for (const {Id} of orphans) await engine.docker.getContainer(Id).remove({force: true, v: true})
  return orphans.map(({Names}) => (Names[0] ?? '').replace(/^\//, ''))
}

/** Whether a process of this machine still runs. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

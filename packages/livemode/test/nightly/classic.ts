import {readFile} from 'node:fs/promises'
import {file} from '@livemode/config'
import type {LiveContainer} from '../live-container.ts'
import type {PreparedUpgrade} from '../prepared-upgrade.ts'
import {readState, type SystemState} from './system-state.ts'

/** What comes of a server by a classic upgrade. */
export interface Classic {
  readonly state: SystemState
  /** How many lines dpkg's log has of it: what shows how far an upgrade has come. */
  readonly steps: number
  readonly seconds: number
}

/** Upgrades the server as its release notes have it, from the packages that were downloaded. */
export async function upgradeClassically(
  live: LiveContainer,
  {transaction}: PreparedUpgrade,
): Promise<Classic> {
  const there = '/var/lib/leapp/packages'
  const lines = transaction.repositories.flatMap(({folder, suites, components, signedBy}) =>
    suites.map(
      suite =>
        `deb [signed-by=${signedBy}] file:${there}/${folder} ${suite} ${components.join(' ')}\n`,
    ),
  )
  const program = await readFile(new URL('classic-upgrade.sh', import.meta.url), 'utf8')
  await live.put([
    file('/sysroot/root/classic', program),
    file('/sysroot/root/sources', lines.join('')),
  ])
  const before = await countSteps(live)
  const start = performance.now()
  await live.shellInSource('sh /root/classic /root/sources')
  const seconds = (performance.now() - start) / 1000
  const steps = (await countSteps(live)) - before
  await live.shell('rm /sysroot/root/classic /sysroot/root/sources')
  return {state: await readState(live), steps, seconds}
}

/** How many lines dpkg's log has. */
export const countSteps = async (live: LiveContainer): Promise<number> =>
  Number(await live.shell('wc -l </sysroot/var/log/dpkg.log'))

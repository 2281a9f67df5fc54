import {keepNames} from '../../system/machine-settings/index.ts'
import type {EngineContext} from '../engine.ts'

/** Has interfaces keep their names. Before the packages: an initramfs that is made then has them, too. */
export function keepInterfaceNames({live, note}: Pick<EngineContext, 'live' | 'note'>): void {
  const lookAt = keepNames(live).map(
    ({name, otherwise, file}) =>
      `the network interface ${name} would be called ${otherwise} now: ${file} keeps its name`,
  )
  if (lookAt.length > 0) note({lookAt})
}

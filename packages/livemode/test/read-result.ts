import {type UpgradeResult, upgradeResult} from '@livemode/config'
import type {LiveContainer} from './live-container.ts'

/** What the live system has left of its upgrade. */
export const readResult = async (live: LiveContainer): Promise<UpgradeResult> =>
  upgradeResult.parse(
    JSON.parse(await live.shell('cat /sysroot/var/log/leapp/upgrade-result.json')),
  )

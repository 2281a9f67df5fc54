import {type Config, defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {ownSourcesOf, targets} from '@livemode/userspace'
import {
  plannedInstallation,
  planUpgrade,
  type UpgradeInput,
  type UpgradePlan,
} from '../src/upgrade-plan.ts'

/** The host of that fixture. */
export const readHost = (name: string): Host =>
  parseHost(fixture(`hosts/${name}.json`), {file: `${name}.json`})

/** What an upgrade to Debian 13 is planned from, where nothing else is said. */
export const upgradeInput = (
  host: Host,
  config: Partial<Config> = {},
  more: Partial<UpgradeInput> = {},
): UpgradeInput => ({
  config: {...defaultConfig, ...config},
  host,
  target: targets['debian-13'],
  targetSources: ownSourcesOf(more.target ?? targets['debian-13'], {...defaultConfig, ...config}),
  targetId: 'debian-13',
  enabled: true,
  authorizedKeys: null,
  // A release brings its own; here it must not matter which one runs the tests.
  nodeVersion: 'v24.0.0',
  loader: host.loader,
  engine: 'probe',
  installation: plannedInstallation,
  transactionSha256: null,
  hooks: [],
  ...more,
})

/** The plan of such an upgrade. */
export const planFor = (...input: Parameters<typeof upgradeInput>): UpgradePlan =>
  planUpgrade(upgradeInput(...input))

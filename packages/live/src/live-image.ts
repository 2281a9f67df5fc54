import type {Config, PlannedFile} from '@livemode/config'
import type {EngineId} from './engines/ids.ts'
import type {ImageFacts} from './facts.ts'
import {access} from './parts/access.ts'
import {banner} from './parts/banner.ts'
import {consoles} from './parts/consoles.ts'
import {diskWrites} from './parts/disk-writes.ts'
import {dracutModule, iscsiDracutModule, sshdDracutModule} from './parts/dracut-module.ts'
import {identity} from './parts/identity.ts'
import {iscsi} from './parts/iscsi.ts'
import {journal} from './parts/journal.ts'
import {machineSettings, ownArrayNames} from './parts/machine-settings.ts'
import {network} from './parts/network.ts'
import {maskedUnit} from './parts/part.ts'
import {upgrade} from './parts/upgrade.ts'
import {hasInitramfsSshd} from './unlocking.ts'

/** What the live system's files depend on: a target and a configuration, and no machine. */
export interface LiveImageInput {
  readonly config: Config
  readonly target: {
    readonly id: string
    readonly title: string
    /** The release's name for sshd's service. */
    readonly sshdUnit: string
    /** Units of the release that have no place in a live system. */
    readonly maskedUnits: readonly string[]
  }
  /** Those that the image carries. */
  readonly engines: readonly EngineId[]
  /** The text of the authorized_keys file that the configuration names. */
  readonly authorizedKeys: string | null
}

/** Plans the files of the live system, but for those that say which image it is. */
export const planLiveFiles = ({
  config,
  target,
  engines,
  authorizedKeys,
}: LiveImageInput): readonly PlannedFile[] => [
  ...upgrade(engines),
  ...consoles(),
  ...journal(),
  ...diskWrites(),
  ...machineSettings(),
  ...access(config, {authorizedKeys, sshdUnit: target.sshdUnit}),
  ...network(config),
  ...iscsi(config),
  ...target.maskedUnits.map(maskedUnit),
]

/** Plans the files that say which image it is; its id is made from all the others. */
export function planNamingFiles(
  {config, target, engines}: LiveImageInput,
  buildId: string,
): readonly PlannedFile[] {
  const {id, title} = target
  const facts: ImageFacts = {
    version: 1,
    buildId,
    target: {id, title},
    engines: [...engines],
    deviceSupport: [...config.device_support],
    canLogIn: config.setup_passwordless_root || config.setup_opensshd_with_auth_keys !== null,
  }
  return [...identity(facts), ...banner(config, {title, buildId})]
}

/** Plans the files that are put into the userspace before dracut runs, which takes them along. */
export const planInitramfsFiles = ({
  config,
  authorizedKeys,
}: Pick<LiveImageInput, 'config' | 'authorizedKeys'>): readonly PlannedFile[] => [
  ownArrayNames,
  ...dracutModule(),
  ...(hasInitramfsSshd(config) && authorizedKeys !== null ? sshdDracutModule(authorizedKeys) : []),
  ...(config.device_support.includes('iscsi') ? iscsiDracutModule() : []),
]

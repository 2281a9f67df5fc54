import type {PlannedFile} from '@livemode/config'
import {assets} from '../assets.ts'
import type {EngineId} from '../engines/ids.ts'
import {limits} from '../tables/limits.ts'
import {logNames, places, sourcePlaces} from '../tables/places.ts'
import {enabledUnit, file, program} from './part.ts'

/** The upgrade itself: the program of the live system, the engines that it hands over to, and the services that run it. */
export const upgrade = (engines: readonly EngineId[]): PlannedFile[] => [
  program('/usr/bin/upgrade', assets.read('upgrade')),
  program('/usr/bin/rollback', assets.read('rollback')),
  program(`${places.library}/exchange`, assets.read('exchange')),
  program(places.program, `#!${places.node}\n${assets.program('system/main.ts')}`),
  ...engines.map(id => file(`${places.engines}/${id}.mjs`, assets.program(`engines/${id}.ts`))),
  program(`${places.library}/in-source-root`, assets.read('in-source-root')),
  ...(engines.includes('dnf')
    ? [program(`${places.library}/dnf-transaction`, assets.read('dnf-transaction'))]
    : []),
  ...['first-boot', 'first-boot-limit'].map(name =>
    program(`${places.library}/${name}`, assets.read(name)),
  ),
  ...['livemode-first-boot.service', 'livemode-first-boot-limit.service'].map(unit =>
    file(`${places.library}/${unit}`, assets.read(unit)),
  ),
  file('/usr/lib/tmpfiles.d/livemode.conf', temporaryFiles),
  ...enabledUnit('upgrade.service'),
  ...enabledUnit('upgrade-strace.service'),
  program(`${places.library}/upgrade-asked`, assets.read('upgrade-asked')),
  file('/usr/lib/systemd/system/upgrade-ended.service', assets.read('upgrade-ended.service')),
  ...limit(),
  ...['emergency.service', 'rescue.service'].map(unit =>
    file(`/etc/systemd/system/${unit}.d/50-livemode.conf`, assets.read('upgrade-failed-boot.conf')),
  ),
]

/** What ends a live boot in which the upgrade does not begin. */
const limit = (): PlannedFile[] => [
  file('/usr/lib/systemd/system/upgrade-limit.service', assets.read('upgrade-limit.service')),
  ...enabledUnit('upgrade-limit.timer', 'sysinit.target', limitTimer),
]

const limitTimer = `[Unit]
Description=Limit of the time until the upgrade has begun
Documentation=file:/etc/motd
DefaultDependencies=no

[Timer]
OnActiveSec=${limits.begin}

[Install]
WantedBy=sysinit.target
`

// What the live system was started with, for programs that see the source's /proc/cmdline; and that one, which only a
// machine's part brings.
const temporaryFiles = `d ${places.state} 0755
C ${places.liveCmdline} - - - - /proc/cmdline
C- ${places.shownCmdline} - - - - ${places.sourceCmdline}
L ${places.logLink} - - - - ${places.sysroot}${sourcePlaces.logFolder}/${logNames.log}
`

import {createHash} from 'node:crypto'
import type {Config, PlannedFile} from '@livemode/config'
import type {Host} from '@livemode/host'
import type {EngineId} from '../engines/ids.ts'
import {type Menu, type Resume, renderFacts} from '../facts.ts'
import type {LiveHook} from '../hooks.ts'
import {type ImageSource, sourceRootOf} from '../image-source.ts'
import {planReach} from '../iscsi.ts'
import {file, program, symlink} from '../parts/part.ts'
import {places} from '../tables/places.ts'
import {type PlannedFstab, planFstab} from './fstab.ts'
import {settingsBeforeDevices} from './settings-order.ts'

export interface MachineInput {
  readonly config: Pick<
    Config,
    | 'device_support'
    | 'dracut_network'
    | 'hook_timeout'
    | 'script_timeout'
    | 'setup_network_manager'
    | 'snapshot'
  >
  /** The administrator's executables for the live system. */
  readonly hooks: readonly LiveHook[]
  readonly host: Host
  readonly image: ImageSource
  /** The image that it is for. */
  readonly buildId: string
  readonly engine: EngineId
  /** What tells this installation from all others; `install` makes it up. */
  readonly installation: string
  /** The checksum of the plan of the packages that are installed with it; null: there are none. */
  readonly transactionSha256: string | null
  /** What has the boot loader boot the live system by default; null where nothing does. */
  readonly resume: Resume
  readonly menu: Menu
}

/** A machine's own part of the live system: made in a moment, of what `livemode host` tells. */
export interface MachinePlan {
  /** Where the live system finds the source's root. */
  readonly sourceRoot: string
  readonly fstab: PlannedFstab
  /** As they go into the live root. */
  readonly files: readonly PlannedFile[]
}

/**
 * Plans the machine's part.
 *
 * Throws `HOST_INVALID` when the source's fstab cannot be read.
 */
export function planMachine({
  config,
  hooks,
  host,
  image,
  buildId,
  engine,
  installation,
  transactionSha256,
  resume,
  menu,
}: MachineInput): MachinePlan {
  const sourceRoot = sourceRootOf(image)
  const fstab = planFstab(host, {sourceRoot, findUnreached: planReach({config, host, image})})
  const facts = renderFacts({
    version: 1,
    buildId,
    installation,
    engine,
    transactionSha256,
    resume,
    menu,
    snapshot: config.snapshot,
    scriptTimeout: config.script_timeout,
    hooks: hooks.map(({moment, name, content}) => ({moment, name, sha256: sha256Of(content)})),
    hookTimeout: config.hook_timeout,
    interfaces: host.interfaces ?? [],
    sourceRoot,
    mounts: [...fstab.mounts],
    missing: fstab.missing.map(({at, why, isNeeded}) => ({at, why, isNeeded})),
  })
  const files = [
    file('/etc/fstab', fstab.text),
    file(places.machineFacts, facts),
    file(places.sourceCmdline, `${host.kernelCmdline}\n`),
    symlink(places.sysroot, sourceRoot),
    ...settingsBeforeDevices(sourceRoot),
    ...hooks.map(({moment, name, content}) =>
      program(`${places.hooks}/${moment}/${name}`, content),
    ),
  ]
  return {sourceRoot, fstab, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1))}
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')

import {join} from 'node:path'
import type {Config} from '@livemode/config'
import {artifactNames, type Manifest} from '@livemode/image'
import {ensureDisk} from '../disks/ensure.ts'
import {ensureInstalledDisk, variablesOf} from '../disks/installed.ts'
import {type DiskPlan, planSourceFiles} from '../disks/plan.ts'
import {faults} from '../faults/index.ts'
import type {Installation} from '../installations/installation.ts'
import type {MachineHost} from '../machine/host.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import {
  firmwareOf,
  fstabLines,
  installationId,
  installationOf,
  installedSystem,
} from '../sources/host.ts'
import {releaseOf} from '../sources/releases.ts'
import {ensureSourceRoot} from '../sources/source-root.ts'
import type {RunContext} from './context.ts'

interface SystemDiskRequest {
  readonly scenario: Scenario
  readonly config: Config
  readonly host: MachineHost
  readonly artifacts: string
  readonly manifest: Manifest
}

interface SystemDisk {
  readonly file: string
  /** The firmware's variable store, as the installation left it; none: one that is new. */
  readonly variables: string | undefined
}

/** Makes the disk with the source system, where it is not there yet. */
export function prepareSystemDisk(
  context: RunContext,
  request: SystemDiskRequest,
): Promise<SystemDisk> {
  const installation = installationOf(request.scenario.source)
  return context.progress.step('Disk of the source system', log =>
    installation
      ? prepareInstalled(context, {...request, installation, log})
      : preparePlain(context, {...request, log}),
  )
}

type Logged<T> = T & {readonly log: (line: string) => void}

/** The live image is there already, as if it had been installed. */
async function preparePlain(
  {session, cache}: RunContext,
  {scenario, config, host, artifacts, manifest, log}: Logged<SystemDiskRequest>,
): Promise<SystemDisk> {
  const {source, fault} = scenario
  const {sha256, size: bytes} = manifest.artifacts[artifactNames.squashfs]
  const whole = planDisk(scenario, {image: {path: config.squashfs_fullpath, bytes}})
  const plan = fault === undefined ? whole : faults[fault].apply(whole)
  const file = join(cache, 'disks', `${source.hostname}-${fault ?? 'whole'}.raw`)
  const root = await ensureSourceRoot(session, {source, log})
  const liveImage = {file: join(artifacts, artifactNames.squashfs), sha256}
  await ensureDisk(session, {plan, root, toolbox: host.toolbox, liveImage, file})
  return {file, variables: undefined}
}

/** Nothing of livemode's is on it. */
async function prepareInstalled(
  {session, cache, out, onConsole}: RunContext,
  request: Logged<SystemDiskRequest & {readonly installation: Installation}>,
): Promise<SystemDisk> {
  const {scenario, host, installation, log} = request
  const {source} = scenario
  // Machines that differ in nothing else have one disk.
  const file = join(cache, 'disks', `${source.hostname}-installed.raw`)
  const root = await ensureSourceRoot(session, {source, log})
  const plan = planDisk(scenario, {image: undefined})
  const consoleFile = join(out, 'installation.console.txt')
  await ensureInstalledDisk(session, {
    installation,
    family: releaseOf(source).family,
    plan: {
      ...plan,
      firmware: installation.partitions,
      files: [...plan.files, ...installation.files(installedSystem(source))],
    },
    root,
    host,
    file,
    consoleFile,
    onConsole,
  })
  // Firmware of another kind has a store of another kind, and has never seen the disk.
  const isOwn = firmwareOf(source) === installation.firmware && installation.firmware !== 'bios'
  return {file, variables: isOwn ? variablesOf(file) : undefined}
}

function planDisk({source}: Scenario, {image}: Pick<DiskPlan, 'image'>): DiskPlan {
  const mounts = fstabLines(source)
  const isInstalled = source.installation !== undefined
  return {
    partitions: source.partitions,
    files: [
      ...planSourceFiles({
        ...source,
        mounts,
        staysUp: source.staysUp ?? !isInstalled,
        installation: isInstalled ? undefined : installationId,
      }),
      ...(source.files ?? []),
    ],
    absent: source.absent ?? [],
    image,
    // An installation looks for the room that the packages of a whole release need.
    freeMebibytes: isInstalled ? 3072 : 1024,
  }
}

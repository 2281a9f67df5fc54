import {mkdir} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {defaultConfig, LivemodeError} from '@livemode/config'
import {artifactNames, type Manifest, readManifest} from '@livemode/image'
import {buildArtifacts, planUpgrade, type UpgradePlan} from '@livemode/livemode'
import {ensureToolbox, type TargetId, targets} from '@livemode/userspace'
import {ensureDisk} from '../disks/ensure.ts'
import {type DiskPlan, planSourceFiles} from '../disks/plan.ts'
import {faults} from '../faults/index.ts'
import {chooseAccelerator} from '../machine/accelerators/choose.ts'
import {planHost} from '../scenarios/host.ts'
import {type ScenarioId, scenarios} from '../scenarios/index.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import {ensureSourceRoot} from '../scenarios/source-root.ts'
import type {Prepared, RunContext} from './context.ts'

const targetId: TargetId = 'debian-13'
const config = defaultConfig

/** Makes whatever a scenario needs and is not there yet: artifacts, source system, disk. */
export async function prepareScenario(context: RunContext, id: ScenarioId): Promise<Prepared> {
  const scenario: Scenario = scenarios[id]
  const {session, owner, cache, out, progress, onConsole} = context
  await mkdir(cache, {recursive: true})
  const plan = planUpgrade({
    config,
    host: planHost(scenario.source),
    target: targets[targetId],
    enabled: true,
    authorizedKeys: null,
  })
  const {artifacts, manifest} = await findArtifacts(context, {scenario, plan})
  const toolbox = await progress.step('Toolbox', log => ensureToolbox(session, {log}))
  const disk = join(
    cache,
    'disks',
    `${scenario.source.fileSystem}-${scenario.fault ?? 'whole'}.raw`,
  )
  const diskPlan = planDisk(scenario, manifest)
  await progress.step('Disk of the source system', async log => {
    const {sha256} = manifest.artifacts[artifactNames.squashfs]
    const liveImage = {file: join(artifacts, artifactNames.squashfs), sha256}
    const root = await ensureSourceRoot(session, {log})
    await ensureDisk(session, {plan: diskPlan, root, toolbox, liveImage, file: disk})
  })
  const host = {engine: session.engine, owner, toolbox, signal: session.signal}
  const kernel = join(artifacts, artifactNames.kernel)
  const accelerator = await progress.step('Accelerator', () =>
    chooseAccelerator(host, {kernel, cache}),
  )
  return {
    out,
    progress,
    onConsole,
    scenario,
    host: {...host, accelerator},
    manifest,
    artifacts,
    liveArguments: plan.bootEntry.cmdline,
    imagePath: config.squashfs_fullpath,
    disk,
  }
}

async function findArtifacts(
  context: RunContext,
  {scenario, plan}: {scenario: Scenario; plan: UpgradePlan},
): Promise<{artifacts: string; manifest: Manifest}> {
  if (context.artifacts === undefined) {
    const out = join(context.cache, 'artifacts', scenario.source.fileSystem)
    const request = {plan, targetId, target: targets[targetId], out, progress: context.progress}
    return {artifacts: out, manifest: await buildArtifacts(context.session, request)}
  }
  const artifacts = resolve(context.artifacts)
  const manifest = await readManifest(artifacts)
  if (manifest) return {artifacts, manifest}
  throw new LivemodeError(
    'USAGE',
    `${context.artifacts}: there is no manifest.json of a live image`,
  )
}

function planDisk({source, fault}: Scenario, manifest: Manifest): DiskPlan {
  const whole = manifest.artifacts[artifactNames.squashfs].size
  const bytes = fault === undefined ? whole : faults[fault].imageBytes(whole)
  return {
    fileSystem: source.fileSystem,
    uuid: source.uuid,
    files: planSourceFiles(source),
    image: bytes === undefined ? undefined : {path: config.squashfs_fullpath, bytes},
    freeMebibytes: 1024,
  }
}

import {mkdir} from 'node:fs/promises'
import {basename, join, resolve} from 'node:path'
import {defaultConfig, LivemodeError} from '@livemode/config'
import {artifactNames, type Manifest, readManifest} from '@livemode/image'
import {changesSource, type ImageSource} from '@livemode/live'
import {
  buildArtifacts,
  builtTarget,
  planUpgrade,
  type UpgradeInput,
  type UpgradePlan,
} from '@livemode/livemode'
import {
  directAccess,
  ensureToolbox,
  type Target,
  type TargetId,
  type TargetSources,
} from '@livemode/userspace'
import type {Known} from '../checks/check.ts'
import {chooseAccelerator} from '../machine/accelerators/choose.ts'
import {type ScenarioId, scenarios} from '../scenarios/index.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import {installationId, loaderOf, planHost, sourceArguments} from '../sources/host.ts'
import {releaseOf} from '../sources/releases.ts'
import {ensureSshKey} from '../ssh-key.ts'
import {claimFolder} from './claimed-folder.ts'
import type {Prepared, RunContext} from './context.ts'
import {prepareFurtherDisks} from './further-disks.ts'
import {preparePackages} from './packages.ts'
import {prepareProgram} from './program.ts'
import {prepareSystemDisk} from './system-disk.ts'

/** Makes whatever a scenario needs and is not there yet: artifacts, source system, disk. */
export async function prepareScenario(context: RunContext, id: ScenarioId): Promise<Prepared> {
  const scenario: Scenario = scenarios[id]
  const {session, owner, cache, out, progress, onConsole} = context
  await mkdir(cache, {recursive: true})
  const toolbox = await progress.step('Toolbox', log => ensureToolbox(session, {log}))
  const sshKey = await ensureSshKey(session, {toolbox, folder: join(cache, 'ssh')})
  const config = {...defaultConfig, ...scenario.settings}
  const sourceHost = planHost(scenario.source)
  const {target, targetId, family} = releaseOf(scenario.source)
  const targetSources = await progress.step('Repositories', log =>
    family.ensureTargetSources(session, {target, config, cache, log}),
  )
  const input: UpgradeInput = {
    config,
    host: sourceHost,
    loader: loaderOf(scenario.source),
    target,
    targetId,
    targetSources,
    enabled: true,
    authorizedKeys: config.setup_opensshd_with_auth_keys === null ? null : sshKey.public,
    nodeVersion: process.version,
    engine: 'probe',
    installation: installationId,
    transactionSha256: null,
    hooks: [],
  }
  const plan = planUpgrade(input)
  const {artifacts, manifest} = await findArtifacts(context, {
    plan,
    target,
    targetId,
    targetSources,
  })
  const host = {engine: session.engine, owner, toolbox, signal: session.signal}
  const kernel = join(artifacts, artifactNames.kernel)
  const accelerator = await progress.step('Accelerator', () =>
    chooseAccelerator(host, {kernel, cache}),
  )
  const machineHost = {...host, accelerator}
  const work = {scenario, config, host: machineHost, artifacts, manifest}
  const {variables, ...system} = await prepareSystemDisk(context, work)
  const further = await prepareFurtherDisks(context, {
    source: scenario.source,
    toolbox,
    // The plainest.
    prepareWorkshop: () => prepareScenario(context, 'local-ext4'),
  })
  const packages =
    scenario.engine !== undefined && changesSource(scenario.engine)
      ? await preparePackages(context, {scenario, build: input})
      : undefined
  const program = scenario.source.installation
    ? [await prepareProgram(context, {scenario, artifacts, manifest, toolbox, packages})]
    : []
  return {
    out,
    progress,
    onConsole,
    scenario,
    host: machineHost,
    known: {
      source: scenario.source,
      engine: scenario.engine ?? 'probe',
      serialPorts: scenario.serialPorts ?? 2,
      config,
      manifest,
      sourceCmdline: sourceHost.kernelCmdline,
      sourceRoot: plan.machine.sourceRoot,
      image: placeOf(plan.imageSource),
      sshKey,
    },
    artifacts,
    liveArguments: planUpgrade({
      ...input,
      target: builtTarget(input, manifest),
      verity: manifest.verity,
    }).bootEntry.cmdline,
    sourceArguments: sourceArguments(scenario.source),
    machinePart: scenario.machinePart === 'missing' ? undefined : plan.machine.files,
    disks: [system, ...further, ...program],
    variables,
  }
}

/** How the running system sees where its image has come from. */
function placeOf(image: ImageSource): Known['image'] {
  if (image.kind === 'disk') {
    const {pathInFilesystem, uuid} = image.location
    return {path: pathInFilesystem, uuid: uuid ?? ''}
  }
  // dracut's livenet downloads it into the memory of the initramfs.
  return {path: `/tmp/curl_fetch_url0/${basename(image.url)}`, uuid: ''}
}

/** One folder for all machines that the same image serves. */
async function findArtifacts(
  context: RunContext,
  {
    plan,
    target,
    targetId,
    targetSources,
  }: {plan: UpgradePlan; target: Target; targetId: TargetId; targetSources: TargetSources},
): Promise<{artifacts: string; manifest: Manifest}> {
  if (context.artifacts === undefined) {
    const out = await claimFolder(join(context.cache, 'artifacts'), plan.image.buildId)
    const node = {version: process.version, file: process.execPath}
    const {progress} = context
    const sources = {
      userspace: {sources: targetSources, access: directAccess},
      toolbox: {},
    }
    const request = {
      ...{plan, targetId, target, sources, node, out, progress},
      environment: process.env,
    }
    return {artifacts: out, manifest: await buildArtifacts(context.session, request)}
  }
  const artifacts = resolve(context.artifacts)
  const manifest = await readManifest(artifacts)
  const problem = manifest
    ? `is a live image of ${manifest.target.id}, and this scenario upgrades to ${targetId}`
    : 'there is no manifest.json of a live image'
  if (manifest?.target.id === targetId) return {artifacts, manifest}
  throw new LivemodeError('USAGE', `${context.artifacts}: ${problem}`)
}

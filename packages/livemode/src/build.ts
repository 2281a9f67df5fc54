import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import type {Session} from '@livemode/container'
import {lockPlace} from '@livemode/host'
import {
  ArtifactFolder,
  ensureFolder,
  ensureInitramfs,
  ensureRuntime,
  type Manifest,
  type NodeRuntime,
  signatureName,
  writeManifest,
} from '@livemode/image'
import {buildUserspace, ensureToolbox, type Target, type TargetId} from '@livemode/userspace'
import {type Artifacts, takeBootFiles, takeLiveImage} from './artifacts.ts'
import {findIntact, nothingIntact} from './intact.ts'
import {planManifest, readToolVersions} from './manifest.ts'
import {writeMessages} from './messages.ts'
import type {Progress} from './progress.ts'
import {signManifest} from './signing/sign.ts'
import type {SigningKey} from './signing/signing-key.ts'
import {type BuildSources, tellingOrigin} from './target-sources.ts'
import type {BuildPlan} from './upgrade-plan.ts'

export interface BuildRequest {
  readonly plan: BuildPlan
  readonly targetId: TargetId
  readonly target: Target
  /** Where packages come from, and how to get there; else from the distribution. */
  readonly sources?: BuildSources
  /** What runs in the live system. */
  readonly node: NodeRuntime
  /** The folder of the artifacts. */
  readonly out: string
  readonly progress: Progress
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether to make the artifacts anew even if they are there, made from the same inputs. */
  readonly refresh?: boolean
  /** What signs the manifest. */
  readonly signing?: {readonly key: SigningKey; readonly signal: AbortSignal} | undefined
}

const anotherBuild = (out: string) =>
  new LivemodeError('BUSY', `another livemode builds into ${out}`, {
    hint: 'wait until it has ended, or name another folder with --out',
  })

/**
 * Builds the artifacts of a plan: target userspace, initramfs, live image, manifest. What is there
 * already, made from the same inputs and whole to the byte, is left as it is.
 *
 * Throws `BUSY` when another build is at work in the same folder.
 */
export async function buildArtifacts(session: Session, request: BuildRequest): Promise<Manifest> {
  const {
    plan,
    target,
    sources,
    node,
    out,
    progress,
    environment,
    refresh = false,
    signing,
  } = request
  await ensureFolder(out)
  // Two that put their parts into one folder would leave some of each.
  await using _ = await lockPlace(out, {environment, busy: anotherBuild(out)})
  const intact = refresh ? nothingIntact : await findIntact(out, plan)
  const {manifest: earlier} = intact
  await writeMessages(out, plan)
  const whole = intact.boot && intact.image ? earlier : undefined
  if (whole && !signing) return whole

  await using folder = await ArtifactFolder.open(out)
  const sign = async (manifestFolder: string) => {
    if (signing)
      await progress.step('Signature', () =>
        signManifest(folder, {...signing, manifestFolder, environment}),
      )
  }
  if (whole) {
    await sign(out)
    await folder.complete()
    return whole
  }

  const artifacts: Artifacts = {...earlier?.artifacts}
  let verity = earlier?.verity
  await using toolbox = await progress.step('Toolbox', async log =>
    session.start(await ensureToolbox(session, {log, ...sources?.toolbox}), {name: 'toolbox'}),
  )
  const userspace = await progress.step('Target userspace', log =>
    tellingOrigin(
      sources?.userspace.sources,
      buildUserspace(session, {
        target,
        requirements: plan.requirements,
        ...sources?.userspace,
        toolbox: sources?.toolbox ?? {},
        log,
        refresh,
      }),
    ),
  )
  // What is left of an earlier build goes with what is made now only where both are of the same userspace.
  const isSame = earlier?.userspace.id === userspace.id
  const [boot, image] = [isSame && intact.boot, isSame && intact.image]
  if (!boot) {
    await progress.step('Initramfs', async log => {
      await ensureInitramfs(session, {plan: plan.image, userspace, log})
      Object.assign(artifacts, await takeBootFiles(session, {plan: plan.image, folder}))
    })
  }
  if (!image) {
    await progress.step('Live image', async log => {
      await ensureRuntime(session, {userspace, node})
      const made = {plan: plan.image, toolbox, folder, log}
      const taken = await takeLiveImage(session, made)
      Object.assign(artifacts, taken.artifacts)
      verity = taken.verity
    })
  }
  const tools = await readToolVersions(session.engine, toolbox)
  const manifest = planManifest({request, userspace, artifacts, verity, tools})
  await writeManifest(folder, manifest)
  await sign(folder.incomplete)
  // It is one of the manifest that goes now.
  await rm(join(out, signatureName), {force: true})
  await folder.complete()
  return manifest
}

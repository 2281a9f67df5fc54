import type {Container, Engine} from '@livemode/container'
import type {Manifest, NodeRuntime} from '@livemode/image'
import type {ImageVerity} from '@livemode/live'
import type {Target, TargetId, Userspace} from '@livemode/userspace'
import type {Artifacts} from './artifacts.ts'
import type {Progress} from './progress.ts'
import type {BuildPlan} from './upgrade-plan.ts'

interface Made {
  readonly request: {
    readonly plan: BuildPlan
    readonly targetId: TargetId
    readonly target: Target
    readonly node: NodeRuntime
    readonly progress: Pick<Progress, 'timings'>
  }
  readonly userspace: Userspace
  readonly artifacts: Artifacts
  readonly verity: ImageVerity | undefined
  readonly tools: Readonly<Record<string, string>>
}

/** Plans what the manifest of a build says. */
export function planManifest({request, userspace, artifacts, verity, tools}: Made): Manifest {
  const {plan, targetId, target, progress} = request
  return {
    buildId: plan.image.buildId,
    target: {id: targetId, prettyName: userspace.osRelease.prettyName ?? target.title},
    artifacts: artifacts as Manifest['artifacts'],
    verity: verity as Manifest['verity'],
    layers: {
      userspace: userspace.image,
      initramfs: plan.image.initramfs.layer,
      squashfs: plan.image.squashfs.layer,
    },
    userspace: {id: userspace.id, baseId: userspace.baseId, made: userspace.made},
    engines: [...plan.image.engines],
    deviceSupport: [...plan.image.deviceSupport],
    dracutModules: [...plan.image.initramfs.requiredModules],
    nodeVersion: request.node.version,
    kernelVersion: userspace.kernelVersion,
    dracutVersion: userspace.dracutVersion,
    systemdVersion: userspace.systemdVersion,
    drivers: [...userspace.drivers],
    tools: {...tools},
    timings: {...progress.timings},
    packages: [...userspace.packages],
  }
}

/** The versions of the programs that make an image, by name. */
export async function readToolVersions(engine: Engine, toolbox: Container) {
  const firstLine = async (argv: readonly string[]) =>
    (await toolbox.exec(argv)).stdout.split('\n')[0]?.trim() ?? ''
  return {
    [engine.name]: engine.version,
    mksquashfs: await firstLine(['mksquashfs', '-version']),
    veritysetup: await firstLine(['veritysetup', '--version']),
  }
}

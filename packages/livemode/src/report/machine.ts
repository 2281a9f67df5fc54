import {changesSource} from '@livemode/live'
import {findNextTargetId, isSource} from '@livemode/userspace'
import {type BuildCheck, type Check, when} from './finding.ts'
import type {Situation} from './situation.ts'

export const liveModeIsEnabled: BuildCheck = ({enabled}) =>
  when(!enabled, () => ({
    id: 'live-mode-not-enabled',
    severity: 'inhibitor',
    sentence: 'live mode is not enabled',
    remedy: 'set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade',
  }))

export const architectureIsSupported: Check = ({host: {architecture}}) =>
  when(architecture !== 'x86_64', () => ({
    id: 'architecture-not-supported',
    severity: 'inhibitor',
    sentence: `live images are made for x86_64 only, and this machine is ${architecture}`,
    remedy: 'upgrade this machine in another way',
  }))

export const processorRunsTarget: Check<Pick<Situation, 'host' | 'target'>> = ({host, target}) => {
  const {x86Level} = host
  return when(x86Level !== undefined && x86Level < target.x86Level, () => ({
    id: 'processor-too-old',
    severity: 'inhibitor',
    sentence: `${target.title} is built for processors of x86-64-v${target.x86Level}, and this machine has x86-64-v${x86Level}`,
    remedy:
      'if it is a virtual machine, give it a newer model of processor (e.g. host-passthrough); else this machine cannot run it',
  }))
}

/** Only from one release to the next, and never to another family. */
export const targetIsNext: Check<Pick<Situation, 'host' | 'target'>> = ({host: {os}, target}) => {
  const {source} = target
  const next = findNextTargetId(os)
  return when(!isSource(source, os), () => ({
    id: 'upgrade-path-not-supported',
    severity: 'inhibitor',
    sentence: `${target.title} is reached from ${source.title}, and this machine is ${os.id} ${os.versionId ?? 'without a version'}`,
    remedy:
      next === undefined
        ? 'upgrade this machine in another way'
        : `name the release that follows: --target ${next}`,
  }))
}

export const bootLoaderIsKnown: Check = ({host, loader, engine}) => [
  ...when(loader === 'unknown', () => ({
    id: 'boot-loader-unknown',
    severity: 'inhibitor',
    sentence: 'the boot loader of this machine is not known, so that no boot entry can be made',
    remedy: 'use grubby, systemd-boot or GRUB',
  })),
  ...when(loader !== 'unknown' && host.loader === 'unknown' && changesSource(engine), () => ({
    id: 'boot-loader-unknown',
    severity: 'inhibitor',
    sentence:
      'the boot loader of this machine is not known, so that nobody could tell whether the upgraded system boots',
    remedy: 'use grubby, systemd-boot or GRUB, or choose --engine probe for a dry run',
  })),
]

/** An image that has been built somewhere needs none here. */
export const containerEngineAnswers: Check = ({buildMachine, sizes}) => {
  const problem = buildMachine?.engineProblem ?? null
  return when(problem !== null && !sizes.isBuilt, () => ({
    id: 'container-engine-missing',
    severity: 'warning',
    sentence: `this machine cannot build the image: ${problem}`,
    remedy:
      'build the image on another machine and copy it here (--out), or start Docker or Podman’s socket',
  }))
}

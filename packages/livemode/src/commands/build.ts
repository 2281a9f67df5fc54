import {resolve} from 'node:path'
import {assertEnabled} from '@livemode/config'
import {removeImage} from '@livemode/container'
import {buildArtifacts} from '../build.ts'
import {readBuildInputs} from '../input.ts'
import {assertNotInhibited, checkBuild} from '../report/index.ts'
import {openSession} from '../session.ts'
import {type BuildPlan, planBuild} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const build: Command = {
  does: 'builds kernel, initramfs and live image into --out, for every machine',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'build')
    const inputs = await readBuildInputs(args, environment)
    assertNotInhibited(checkBuild(inputs))
    const {target, targetId} = inputs
    const plan = planBuild(inputs)
    await using session = await openSession(environment, signal)
    if (args.refresh) {
      for (const layer of layersOf(plan)) await removeImage(session.engine, layer)
    }
    const out = resolve(args.out)
    const manifest = await buildArtifacts(session, {
      plan,
      targetId,
      target,
      node: {version: inputs.nodeVersion, file: process.execPath},
      out,
      progress,
      refresh: args.refresh,
    })
    print(
      args.json
        ? json(manifest)
        : `${manifest.target.prettyName}, image ${manifest.buildId}: ${out}`,
    )
  },
}

/** The cached layers of a plan, the last one first. */
const layersOf = ({image, layers}: BuildPlan) => [
  image.runtime.layer,
  image.initramfs.layer,
  layers.userspace,
  layers.common,
  layers.base,
]

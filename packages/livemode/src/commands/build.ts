import {hostname} from 'node:os'
import {resolve} from 'node:path'
import {assertEnabled} from '@livemode/config'
import {connectEngine, removeImage, Session, sweepContainers} from '@livemode/container'
import {buildArtifacts} from '../build.ts'
import {readInputs} from '../input.ts'
import {assertNotInhibited, checkUpgrade} from '../report/index.ts'
import {planUpgrade, type UpgradePlan} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const build: Command = {
  does: 'builds the target userspace, kernel, initramfs and live image into --out',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'build')
    const inputs = await readInputs(args, environment)
    assertNotInhibited(checkUpgrade(inputs))
    const {target, targetId} = inputs
    const plan = planUpgrade(inputs)
    const engine = await connectEngine(environment)
    await sweepContainers(engine, {hostname: hostname()})
    if (args.refresh) {
      for (const layer of layersOf(plan)) await removeImage(engine, layer)
    }
    const owner = {hostname: hostname(), pid: process.pid}
    await using session = new Session(engine, {owner, signal})
    const out = resolve(args.out)
    const manifest = await buildArtifacts(session, {
      plan,
      targetId,
      target,
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
const layersOf = ({image, layers}: UpgradePlan) => [
  image.initramfs.layer,
  layers.userspace,
  layers.common,
  layers.base,
]

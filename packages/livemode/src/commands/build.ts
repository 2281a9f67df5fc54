import {resolve} from 'node:path'
import {assertEnabled} from '@livemode/config'
import {readAccess} from '../access.ts'
import {buildArtifacts} from '../build.ts'
import {readBuildInputs} from '../input.ts'
import {assertNotInhibited, checkBuild} from '../report/index.ts'
import {openSession} from '../session.ts'
import {findSigningKey} from '../signing/sign.ts'
import {planBuildSources} from '../target-sources.ts'
import {planBuild} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const build: Command = {
  does: 'builds kernel, initramfs and live image into --out, for every machine',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'build')
    const inputs = await readBuildInputs(args, environment)
    assertNotInhibited(checkBuild(inputs))
    const {target, targetId} = inputs
    const key =
      args.sign === undefined ? undefined : await findSigningKey(args.sign, {environment, signal})
    const plan = planBuild(inputs)
    const sources = planBuildSources(inputs, await readAccess(inputs.parsed, environment))
    await using session = await openSession(environment, signal)
    const out = resolve(args.out)
    const manifest = await buildArtifacts(session, {
      plan,
      targetId,
      target,
      sources,
      node: {version: inputs.nodeVersion, file: process.execPath},
      out,
      progress,
      environment,
      refresh: args.refresh,
      signing: key && {key, signal},
    })
    print(
      args.json
        ? json(manifest)
        : [
            `${manifest.target.prettyName}, image ${manifest.buildId}: ${out}`,
            ...(key?.note ? [key.note] : []),
          ].join('\n'),
    )
  },
}

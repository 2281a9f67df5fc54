import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Manifest} from '@livemode/image'
import {assets, programEntries, releasedProgram} from '@livemode/live'
import {ensureProgramDisk} from '../program/disk.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import type {PreparedDisk, RunContext} from './context.ts'

const workspace = fileURLToPath(new URL('../../..', import.meta.url))

/** Makes the disk from which a machine runs `livemode`, where it is not there yet. */
export async function prepareProgram(
  {session, cache, progress}: RunContext,
  request: {
    scenario: Scenario
    artifacts: string
    manifest: Manifest
    toolbox: string
    /** The folder of the packages to upgrade to; undefined: there are none. */
    packages: string | undefined
  },
): Promise<PreparedDisk> {
  const {scenario, artifacts, manifest, toolbox, packages} = request
  const file = join(cache, 'disks', `${scenario.source.hostname}-program.raw`)
  await progress.step('Disk of the program', () =>
    ensureProgramDisk(session, {
      workspace,
      toolbox,
      artifacts,
      packages,
      buildId: manifest.buildId,
      programs: Object.fromEntries(
        programEntries.map(entry => [
          `/packages/live/${releasedProgram(entry)}`,
          assets.program(entry),
        ]),
      ),
      // JSON is YAML.
      config: `${JSON.stringify(scenario.settings ?? {}, undefined, 2)}\n`,
      file,
    }),
  )
  return {file}
}

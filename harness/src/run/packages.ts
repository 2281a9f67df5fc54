import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Config, PlannedFile} from '@livemode/config'
import type {Session} from '@livemode/container'
import type {PackageFacts} from '@livemode/host'
import {
  downloadPackages,
  packagesFolder,
  readContainerFacts,
  resolveTransaction,
} from '@livemode/transaction'
import {buildUserspace, planRequirements} from '@livemode/userspace'
import {installationOf, installedSystem} from '../scenarios/host.ts'
import {debianReleaseOf} from '../scenarios/releases.ts'
import type {Scenario, SourceMachine} from '../scenarios/scenario.ts'
import {ensureSourceRoot} from '../scenarios/source-root.ts'
import type {RunContext} from './context.ts'

/**
 * Resolves and downloads what the upgrade of a scenario's source does to its packages. Gives the folder of the packages.
 * What has been downloaded is kept.
 */
export async function preparePackages(
  {session, cache, progress}: RunContext,
  {scenario, config}: {scenario: Scenario; config: Config},
): Promise<string> {
  const {target, targetId} = debianReleaseOf(scenario.source)
  const out = join(cache, 'packages', scenario.source.hostname)
  await mkdir(out, {recursive: true})
  const requirements = planRequirements(target, config)
  await progress.step('Transaction', async log => {
    const {image: userspaceImage} = await buildUserspace(session, {target, requirements, log})
    const facts = await readFacts(session, scenario)
    const request = {userspaceImage, facts, target, targetId, out}
    const {resolution} = await resolveTransaction(session, request)
    const {transaction} = resolution
    await downloadPackages(session, {userspaceImage, transaction, out})
  })
  return packagesFolder(out)
}

/** What the disk has besides the image of its root. */
const filesOf = (source: SourceMachine): readonly PlannedFile[] => [
  ...(installationOf(source)?.files(installedSystem(source)) ?? []),
  ...(source.files ?? []),
]

async function writeInto(root: string, planned: PlannedFile): Promise<void> {
  if (planned.type !== 'file') return
  const path = join(root, planned.path)
  await mkdir(dirname(path), {recursive: true})
  await writeFile(path, planned.content)
}

/** The facts of the source, as it is on its disk. */
async function readFacts(session: Session, {source}: Scenario): Promise<PackageFacts> {
  const image = await ensureSourceRoot(session, {source, log: () => {}})
  await using container = await session.start(image, {name: 'source'})
  return await readContainerFacts(container, {
    prepare: async root => {
      for (const file of filesOf(source)) await writeInto(root, file)
    },
  })
}

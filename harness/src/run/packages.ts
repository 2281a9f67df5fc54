import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {PlannedFile} from '@livemode/config'
import type {Session} from '@livemode/container'
import type {PackageFacts} from '@livemode/host'
import {type BuildInput, ensureUserspace, resolvePackages} from '@livemode/livemode'
import {downloadPackages, packagesFolder, readContainerFacts} from '@livemode/transaction'
import {directAccess} from '@livemode/userspace'
import type {Scenario} from '../scenarios/scenario.ts'
import {installationOf, installedSystem, planHost} from '../sources/host.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import {ensureSourceRoot} from '../sources/source-root.ts'
import type {RunContext} from './context.ts'

/**
 * Resolves and downloads what the upgrade of a scenario's source does to its packages. Gives the folder of the packages.
 * What has been downloaded is kept.
 */
export async function preparePackages(
  {session, cache, progress}: RunContext,
  {scenario, build}: {scenario: Scenario; build: BuildInput},
): Promise<string> {
  const {source} = scenario
  const {target, targetId, targetSources} = build
  const access = directAccess
  const out = join(cache, 'packages', source.hostname)
  await mkdir(out, {recursive: true})
  await progress.step('Transaction', async log => {
    const {image: userspaceImage} = await ensureUserspace(session, build, {access, log})
    const {transaction} = await resolvePackages(session, {
      ...{userspaceImage, target, targetId, targetSources, access, out},
      machine: {host: planHost(source), facts: await readFacts(session, source)},
      sourceChoices: [],
    })
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
async function readFacts(session: Session, source: SourceMachine): Promise<PackageFacts> {
  const image = await ensureSourceRoot(session, {source, log: () => {}})
  await using container = await session.start(image, {name: 'source'})
  return await readContainerFacts(container, {
    prepare: async root => {
      for (const file of filesOf(source)) await writeInto(root, file)
    },
  })
}

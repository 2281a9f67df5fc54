import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type AptTransaction, defaultConfig} from '@livemode/config'
import type {Session} from '@livemode/container'
import {ensureRuntime} from '@livemode/image'
import {
  downloadPackages,
  readContainerFacts,
  resolveTransaction,
  type SourceChoice,
} from '@livemode/transaction'
import {
  type Access,
  buildUserspace,
  type DebianSources,
  type DebianTarget,
  type DebianTargetId,
  defaultTargetId,
  directAccess,
  ensureDebianRoot,
  planRequirements,
  targets,
} from '@livemode/userspace'

const log = () => {}

/** A source, and all that its upgrade needs. */
export interface PreparedUpgrade {
  readonly targetId: DebianTargetId
  readonly session: Session
  /** The images of the source's root, and of the live system's. */
  readonly root: string
  readonly runtime: string
  /** The folder of the artifacts. */
  readonly out: string
  readonly transaction: AptTransaction
  /** How long it took. */
  readonly seconds: {readonly resolve: number; readonly download: number}
}

/**
 * Resolves and downloads the upgrade of a source with these packages, which is of the release before the target, into a
 * folder that goes with it.
 */
export async function prepareUpgrade(
  session: Session,
  packages: readonly string[],
  targetId: DebianTargetId = defaultTargetId,
): Promise<PreparedUpgrade & AsyncDisposable> {
  const suite = targets[targetId].archive.sourceSuite
  const root = await ensureDebianRoot(session, {suite, packages, log})
  const folder = await mkdtemp(join(tmpdir(), 'livemode-upgrade-'))
  const out = join(folder, 'out')
  const dispose = () => rm(folder, {recursive: true, force: true})
  const prepared = await prepareUpgradeOf(session, {root, out, targetId})
  return {...prepared, [Symbol.asyncDispose]: dispose}
}

/** Where the packages of an upgrade come from, where that is not the distribution. */
export interface UpgradeSources {
  readonly sources: DebianSources
  readonly access: Access
  readonly sourceChoices: readonly SourceChoice[]
}

/** The same for the image of a source, into a folder that stays: what has been downloaded there is used again. */
export async function prepareUpgradeOf(
  session: Session,
  {
    root,
    out,
    targetId = defaultTargetId,
    target = targets[targetId],
    from,
  }: {
    root: string
    out: string
    targetId?: DebianTargetId
    target?: DebianTarget
    from?: UpgradeSources
  },
): Promise<PreparedUpgrade> {
  const requirements = planRequirements(target, defaultConfig)
  const userspace = await buildUserspace(session, {target, requirements, log, ...from})
  const node = {version: process.version, file: process.execPath}
  const runtime = await ensureRuntime(session, {userspace, node})
  const facts = await readFacts(session, root)
  const userspaceImage = userspace.image
  const start = performance.now()
  const {resolution, findings} = await resolveTransaction(session, {
    userspaceImage,
    facts,
    target,
    targetId,
    out,
    ...(from && {
      access: from.access,
      repositories: from.sources.repositories,
      sourceChoices: from.sourceChoices,
    }),
  })
  const resolved = performance.now()
  const inhibitor = findings.find(({severity}) => severity === 'inhibitor')
  if (inhibitor) throw new Error(inhibitor.sentence)
  const {transaction} = resolution
  const access = from?.access ?? directAccess
  await downloadPackages(session, {userspaceImage, transaction, out, access})
  const seconds = {
    resolve: (resolved - start) / 1000,
    download: (performance.now() - resolved) / 1000,
  }
  return {targetId, session, root, runtime, out, transaction, seconds}
}

async function readFacts(session: Session, root: string) {
  await using container = await session.start(root, {name: 'source'})
  return await readContainerFacts(container)
}

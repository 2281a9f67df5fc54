import {type DnfTransaction, LivemodeError} from '@livemode/config'
import {type InstalledRpm, installedSha256, type PackageFacts} from '@livemode/host'
import type {DnfAnswer} from './answer.ts'
import {parseMacros} from './macros.ts'
import type {PlacedRepository} from './repository.ts'
import type {SourceRepositories} from './source-repositories.ts'

/** What a transaction is planned from: the source, and what dnf has answered. */
export interface DnfPlanInput {
  readonly targetId: string
  readonly releasever: string
  readonly platformId: string
  readonly facts: PackageFacts
  /** What rpm tells of the source's packages. */
  readonly installed: readonly InstalledRpm[]
  readonly repositories: readonly PlacedRepository[]
  readonly answer: DnfAnswer
  readonly indexes: DnfTransaction['indexes']
  /** What becomes of the source's repositories. */
  readonly sourceRepositories: Pick<SourceRepositories, 'changes' | 'keys'>
  /** What the upgraded system gets of the target's. */
  readonly targetRepositories: DnfTransaction['targetRepositories']
  /** What a new kernel and its initramfs need. */
  readonly sizes: {readonly kernel: number; readonly initramfs: number}
}

/** Plans the transaction of a machine. Pure: the same input, the same plan. */
export function planDnfTransaction(input: DnfPlanInput): DnfTransaction {
  const {targetId, releasever, platformId, facts, installed, repositories, answer} = input
  const {comes, goes} = answer
  const leaving = new Map(
    goes
      .filter(({how}) => how === 'upgraded' || how === 'downgraded')
      .map(one => [one.package, one.version]),
  )
  const coming = new Set(comes.map(one => one.package))
  const archives = comes.map(one => {
    const repository = repositories.find(({id}) => id === one.repository)
    if (repository === undefined)
      throw new LivemodeError('PLAN_BROKEN', `${one.package} is of no repository of the target`)
    if (one.checksum.kind !== 'sha256')
      throw new LivemodeError(
        'REPOSITORY_FAILED',
        `the repository ${repository.id} has no SHA-256 of ${one.package}`,
      )
    return {
      package: one.package,
      version: one.version,
      path: `${repository.folder}/${one.location}`,
      bytes: one.bytes,
      sha256: one.checksum.value,
    }
  })
  return {
    packageManager: 'dnf',
    version: 1,
    targetId,
    rpmdbSha256: installedSha256(installed),
    releasever,
    platformId,
    upgrade: sorted(
      comes.flatMap(({package: name, version: to}) => {
        const from = leaving.get(name)
        return from === undefined ? [] : [{package: name, from, to}]
      }),
    ),
    new: sorted(comes.filter(one => !leaving.has(one.package)).map(nameOf)),
    remove: sorted(
      goes.filter(one => !leaving.has(one.package) || !coming.has(one.package)).map(nameOf),
    ),
    kept: sorted(
      answer.stays.flatMap(one =>
        one.available === null ? [] : [{...nameOf(one), why: reasonFor(one, one.available)}],
      ),
    ),
    automatic: comes
      .filter(one => !leaving.has(one.package) && one.reason !== 'user')
      .map(one => one.package)
      .toSorted(),
    repositories: repositories.map(({id, folder, uri, mirrors, keyFiles, isSigned}) => ({
      ...{id, folder, uri, mirrors: [...mirrors]},
      keys: [...keyFiles.keys()],
      isSigned,
    })),
    indexes: [...input.indexes],
    archives: sorted(archives),
    macros: parseMacros(facts),
    modules: [...answer.modules.enabled],
    kernels: comes.flatMap(one => one.kernels),
    sources: [...input.sourceRepositories.keys],
    sourceRepositories: [...input.sourceRepositories.changes],
    targetRepositories: [...input.targetRepositories],
    downloadBytes: archives.reduce((sum, one) => sum + one.bytes, 0),
    peakBytes: planPeak(input),
  }
}

const nameOf = ({package: name, version}: {package: string; version: string}) => ({
  package: name,
  version,
})

const sorted = <T extends {readonly package: string}>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => (a.package < b.package ? -1 : 1))

const reasonFor = (
  {isLocked, isExcluded}: DnfAnswer['stays'][number],
  available: string,
): string => {
  if (isLocked) return `its version is locked, the target has ${available}`
  if (isExcluded) return `dnf.conf excludes it, the target has ${available}`
  return `${available} cannot be installed beside what stays`
}

/**
 * What comes is there before anything goes, but for files in whose place others come. All of it counts for the file system of
 * `/`: how large each single file is stands in the packages, which are not there yet.
 */
function planPeak({
  answer: {comes, replacedBytes},
  sizes,
}: DnfPlanInput): DnfTransaction['peakBytes'] {
  const coming = comes.reduce((total, {installedBytes}) => total + installedBytes, 0)
  const hasKernel = comes.some(({kernels}) => kernels.length > 0)
  return {
    '/': Math.max(0, coming - replacedBytes),
    '/boot': hasKernel ? sizes.kernel + 2 * sizes.initramfs : 0,
  }
}

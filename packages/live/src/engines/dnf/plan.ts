import type {DnfTransaction, UpgradeResult} from '@livemode/config'

type Plan = Pick<DnfTransaction, 'upgrade' | 'new' | 'remove'>

/** A package in one version, of which there may be several. */
export interface NamedVersion {
  readonly package: string
  readonly version: string
}

/** What is there, by `keyOf`. */
export type Present = ReadonlySet<string>

export const keyOf = ({package: name, version}: NamedVersion): string => `${name} ${version}`

/** The versions that a plan brings. */
export const comingOf = (plan: Plan): readonly NamedVersion[] => [
  ...plan.upgrade.map(({package: name, to}) => ({package: name, version: to})),
  ...plan.new.map(({package: name, version}) => ({package: name, version})),
]

/** The versions that it takes away. */
export const goingOf = (plan: Plan): readonly NamedVersion[] => [
  ...plan.upgrade.map(({package: name, from}) => ({package: name, version: from})),
  ...plan.remove.map(({package: name, version}) => ({package: name, version})),
]

/** What is left to do of a plan. */
export interface Remaining {
  readonly install: readonly NamedVersion[]
  readonly reinstall: readonly NamedVersion[]
  readonly remove: readonly NamedVersion[]
}

/**
 * What is left to do of a plan with what is there. After an interruption what has come comes once more: rpm runs what
 * packages have for the end of a transaction, and what others do for their files, only for those of the same transaction.
 */
export function remainingOf(
  plan: Plan,
  {present, isInterrupted}: {readonly present: Present; readonly isInterrupted: boolean},
): Remaining {
  const isThere = (one: NamedVersion) => present.has(keyOf(one))
  const coming = comingOf(plan)
  return {
    install: coming.filter(one => !isThere(one)),
    reinstall: isInterrupted ? coming.filter(isThere) : [],
    remove: goingOf(plan).filter(isThere),
  }
}

/** Whether nothing of a plan is left to do. */
export function isCarriedOut(plan: Plan, present: Present): boolean {
  const {install, remove} = remainingOf(plan, {present, isInterrupted: false})
  return install.length === 0 && remove.length === 0
}

/** What dnf says that it would do. */
export interface Simulated {
  readonly comes: readonly NamedVersion[]
  readonly goes: readonly NamedVersion[]
}

/** How that differs from what is left to do, a line each; none where it is just that. */
export function differencesFrom(
  {install, reinstall, remove}: Remaining,
  {comes, goes}: Simulated,
): readonly string[] {
  const lines = (
    [planned, simulated]: readonly [readonly NamedVersion[], readonly NamedVersion[]],
    what: string,
  ) => {
    const [want, have] = [new Set(planned.map(keyOf)), new Set(simulated.map(keyOf))]
    return [
      ...[...want.difference(have)].map(key => `${key} is planned to be ${what}, and would not be`),
      ...[...have.difference(want)].map(key => `${key} would be ${what}, and is not planned to be`),
    ]
  }
  return [
    ...lines([[...install, ...reinstall], comes], 'installed'),
    ...lines([remove, goes], 'removed'),
  ].toSorted()
}

/** How many steps of the plan are done: each package that comes or goes is one. */
export const countInPlace = (plan: Plan, present: Present): number =>
  comingOf(plan).filter(one => present.has(keyOf(one))).length +
  goingOf(plan).filter(one => !present.has(keyOf(one))).length

/** Holds what is there against a plan. */
export function compareWithPlan(
  plan: Plan,
  present: Present,
): NonNullable<UpgradeResult['packages']> {
  const isThere = (name: string, version: string) => present.has(keyOf({package: name, version}))
  const versionsOf = (name: string) =>
    [...present].filter(key => key.startsWith(`${name} `)).map(key => key.slice(name.length + 1))
  return {
    upgraded: plan.upgrade.filter(
      ({package: name, from, to}) => isThere(name, to) && !isThere(name, from),
    ).length,
    new: plan.new.filter(({package: name, version}) => isThere(name, version)).length,
    removed: plan.remove.filter(({package: name, version}) => !isThere(name, version)).length,
    notAsPlanned: [
      ...comingOf(plan)
        .filter(one => !present.has(keyOf(one)))
        .map(({package: name, version}) => ({
          package: name,
          found: versionsOf(name).join(', ') || null,
          planned: version,
        })),
      ...goingOf(plan)
        .filter(one => present.has(keyOf(one)))
        .map(({package: name, version}) => ({package: name, found: version, planned: null})),
    ],
  }
}

/** What is not as planned, in a line. */
export const renderDifference = ({
  package: name,
  found,
  planned,
}: NonNullable<UpgradeResult['packages']>['notAsPlanned'][number]): string =>
  planned === null
    ? `${name} ${found} is still installed`
    : `${name} is ${found ?? 'not installed'}, not ${planned}`

import type {DnfTransaction} from '@livemode/config'
import type {Remaining} from './plan.ts'

/** Where dnf of the live system has what it works with, as paths of the live system. */
export interface DnfPlaces {
  /** The source's root, and rpm's database by the source's own path. */
  readonly root: string
  readonly database: string
  /** The folder of the packages, parts of mirrors. */
  readonly packages: string
  /** A folder for what dnf itself makes: on the source's disk, for it is more than the memory may have room for. */
  readonly state: string
}

type Plan = Pick<
  DnfTransaction,
  'releasever' | 'platformId' | 'repositories' | 'macros' | 'automatic'
>

/**
 * What `dnf-transaction` is asked, as its file. Nothing of the source's own configuration is in it: the choice of packages
 * has been made.
 */
export const renderRequest = (
  {root, database, packages, state}: DnfPlaces,
  {plan, remaining}: {readonly plan: Plan; readonly remaining: Remaining},
): string =>
  JSON.stringify({
    ...{root, database, state},
    releasever: plan.releasever,
    platformId: plan.platformId,
    macros: plan.macros,
    repositories: plan.repositories.map(({id, folder, keys, isSigned}) => ({
      id,
      baseurl: fileUrl(`${packages}/${folder}`),
      keys: keys.map(key => fileUrl(`${packages}/${key}`)),
      isSigned,
    })),
    ...remaining,
    automatic: plan.automatic,
  })

const fileUrl = (path: string) => `file://${encodeURI(path)}`

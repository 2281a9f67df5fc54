import {createHash} from 'node:crypto'
import type {Message} from '@livemode/config'
import {addressesOf, type RpmRepository} from '../../package-sources/dnf/repository.ts'
import type {Access, PackageSources} from '../../package-sources/package-sources.ts'
import type {FamilySources} from '../family-sources.ts'

/** Enterprise Linux has no repositories that all of its distributions share: these are the configuration's, or Leapp's. */
export interface ElSources extends FamilySources<'el', RpmRepository> {
  /** What has told them where the configuration does not name them itself; null where it does, and where there are none. */
  readonly from: string | null
}

export const planElSources = (
  repositories: readonly RpmRepository[],
  {from = null}: {readonly from?: string | null} = {},
): ElSources => ({family: 'el', repositories, from})

/** What a layer's name has of them. */
export const identityOf = ({repositories}: ElSources): unknown =>
  repositories.map(({keys, certificates: _, ...one}) => ({...one, keys: keys.map(sha256)}))

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** A row of the message for each repository, as Leapp has it. */
export const usedRepositories = ({repositories}: ElSources): Message<'UsedTargetRepositories'> => ({
  repos: repositories.map(repository => {
    const [uri] = addressesOf(repository)
    return {repoid: repository.id, ...(uri === undefined ? {} : {uri})}
  }),
})

export const imageSources = (
  _: unknown,
  {repositories}: ElSources,
  access: Access,
): PackageSources<RpmRepository> => ({repositories, access})

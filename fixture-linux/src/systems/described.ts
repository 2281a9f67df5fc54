import type {WrittenRpmRepository} from '@livemode/config'
import {type ReleaseId, repositoryIds} from '../tables/releases.ts'

/** A repository of a release, as dnf is told of it, with its public key at hand. */
export interface DescribedRepository extends Omit<WrittenRpmRepository, 'keys' | 'certificates'> {
  readonly keys: readonly Buffer[]
  readonly certificates: Readonly<Record<string, never>>
}

/** The repositories of a release below an address: that of a server, or `file:` and a folder. All of it is signed by one key. */
export const describeRepositories = (
  release: ReleaseId,
  {at, key}: {at: string; key: Buffer},
): readonly DescribedRepository[] =>
  repositoryIds.map(id => ({
    id,
    name: id,
    baseurl: [`${at}/${release}/${id}/x86_64`],
    mirrorlist: null,
    metalink: null,
    keys: [key],
    checksMetadata: true,
    certificates: {},
    choices: {},
  }))

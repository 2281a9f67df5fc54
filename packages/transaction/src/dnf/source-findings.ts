import {type Finding, ownConfigFile} from '@livemode/config'
import type {RpmRepository} from '@livemode/userspace'
import {about} from '../findings/finding.ts'
import type {RepositoryState, SourceRepository} from './source-repositories.ts'
import {isForMachine} from './target-repositories.ts'

/** What is to be known of the repositories of a state, and what to do. */
const told: Readonly<
  Partial<Record<RepositoryState, Pick<Finding, 'severity' | 'remedy'> & {readonly what: string}>>
> = {
  refused: {
    severity: 'inhibitor',
    what: 'third_party_sources refuses an upgrade with these repositories',
    remedy: 'find out what they have for the target, and map them there',
  },
  'not-to-be-mapped': {
    severity: 'inhibitor',
    what: 'repositories of dnf have no suites and no components to be mapped to',
    remedy: 'give them a new_uri, or a signed_by, in their item of third_party_sources',
  },
  unknown: {
    severity: 'warning',
    what: 'repositories of others are of the source’s release, and are disabled by the upgrade',
    remedy: `write an item for each into third_party_sources of ${ownConfigFile}: "uri: …, action: map, new_uri: …" with what it has for the target, or action keep; list them under repositories where their packages are to be upgraded, too`,
  },
  disabled: {
    severity: 'warning',
    what: 'packages of others stay as they are, and their repositories are disabled, as it was chosen',
    remedy: 'find out what they have for the target, and enable them again after the upgrade',
  },
  follows: {
    severity: 'warning',
    what: 'repositories of others have the release as a variable in their addresses, and are the target’s after the upgrade',
    remedy: 'look whether they have the target: dnf fails with a repository that is not there',
  },
}

/** What is to be known of the package sources of the upgraded system. */
export const checkSourceRepositories = (
  found: readonly SourceRepository[],
  repositories: readonly RpmRepository[],
): readonly Finding[] => [
  ...Object.entries(told).flatMap(([state, {what, ...rest}]) =>
    about(
      found.filter(one => one.state === state).map(({id, uri, path}) => `[${id}] ${uri} (${path})`),
      list => ({id: 'third-party-no-target', sentence: `${what}: ${list}`, ...rest}),
    ),
  ),
  ...about(
    repositories.filter(one => !isForMachine(one)).map(({id}) => `[${id}]`),
    list => ({
      id: 'repository-not-written',
      severity: 'warning',
      sentence: `the upgraded system gets no file for ${list}, which is a folder of this machine or demands a certificate`,
      remedy:
        'look in /etc/yum.repos.d after the upgrade whether its packages, or subscription-manager, have brought the repositories',
    }),
  ),
]

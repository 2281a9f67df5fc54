import {ownConfigFile} from '@livemode/config'
import type {SourceProblem} from '../sources/third-party.ts'
import type {ThirdPartyEntry} from '../sources/upgraded.ts'
import {about, type ResolutionCheck} from './finding.ts'

/** What is wrong with sources of others, and what to do. */
const problems: Readonly<
  Record<SourceProblem, {what: string; remedy: (target: string) => string}>
> = {
  undecided: {
    what: 'it is not chosen what becomes of the package sources of others',
    remedy: target =>
      `write an item for each into third_party_sources of ${ownConfigFile}: "uri: …, action: map, suites: […]" with what it has for ${target}, or action keep, disable or refuse`,
  },
  refused: {
    what: 'third_party_sources refuses an upgrade with these package sources',
    remedy: target => `find out what they have for ${target}, and map them there`,
  },
  'no-key': {
    what: 'the key is not known of these package sources',
    remedy: () => 'name a file with it as signed_by in their item of third_party_sources',
  },
  secret: {
    what: 'there is a user in the URL of these package sources, which is not known here',
    remedy: () =>
      'give them a new_uri without one in their item of third_party_sources, and apt_auth the user, or the action disable',
  },
  flat: {
    what: 'these package sources have no suites and components, and cannot be part of an upgrade',
    remedy: () => 'give them the action disable in third_party_sources, or map them to others',
  },
}

export const sourcesAreDecided: ResolutionCheck = ({sources, target}) =>
  Object.entries(problems).flatMap(([problem, {what, remedy}]) =>
    about(sources.thirdParty.filter(({state}) => state === problem).map(renderEntry), list => ({
      id: 'third-party-no-target',
      severity: 'inhibitor',
      sentence: `${what}: ${list}`,
      remedy: remedy(target.title),
    })),
  )

export const sourcesHaveTarget: ResolutionCheck = ({sources, target}) =>
  about(sources.thirdParty.filter(({state}) => state === 'disabled').map(renderEntry), list => ({
    id: 'third-party-no-target',
    severity: 'warning',
    sentence: `packages of others stay as they are, and their sources are disabled, as it was chosen: ${list}`,
    remedy: `find out what they have for ${target.title}, and enable them again after the upgrade`,
  }))

const renderEntry = ({uri, suite, path}: ThirdPartyEntry) => `${uri} ${suite} (${path})`

export const sourcesAreWritten: ResolutionCheck = ({sources, target}) =>
  about(sources.secretFiles, list => ({
    id: 'sources-with-secret',
    severity: 'warning',
    sentence: `${list} has a user in a URL, which is not known here: the file stays as it is`,
    remedy: `put the user into /etc/apt/auth.conf.d, or write the suites of ${target.title} into the file after the upgrade`,
  }))

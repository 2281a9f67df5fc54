import {about, type ResolutionCheck} from './finding.ts'

export const sourcesHaveTarget: ResolutionCheck = ({sources, target}) =>
  about(
    sources.thirdParty.map(({uri, suite, path}) => `${uri} ${suite} (${path})`),
    list => ({
      id: 'third-party-no-target',
      severity: 'warning',
      sentence: `packages of others stay as they are, and their sources are disabled: ${list}`,
      remedy: `find out what they have for ${target.title}, and enable them again after the upgrade`,
    }),
  )

export const sourcesAreWritten: ResolutionCheck = ({sources, target}) =>
  about(sources.secretFiles, list => ({
    id: 'sources-with-secret',
    severity: 'warning',
    sentence: `${list} has a user in a URL, which is not known here: the file stays as it is`,
    remedy: `put the user into /etc/apt/auth.conf.d, or write the suites of ${target.title} into the file after the upgrade`,
  }))

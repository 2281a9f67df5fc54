import type {Finding} from '@livemode/config'
import {about} from '../findings/finding.ts'
import type {RpmForecast} from './forecast.ts'

/** What becomes of configurations and services, for whoever decides about the upgrade. */
export const checkForecast = ({kept, putAside, units}: RpmForecast): readonly Finding[] => [
  ...about(kept, list => ({
    id: 'conffile-question',
    severity: 'warning',
    sentence: `changed here and in the target, so that they stay as they are: ${list}`,
    remedy: 'after the upgrade compare each with the target’s, which lies beside it as FILE.rpmnew',
  })),
  ...about(putAside, list => ({
    id: 'conffile-question',
    severity: 'warning',
    sentence: `changed here, and put aside, for packages bring others or none: ${list}`,
    remedy:
      'after the upgrade look whether your changes are needed: they lie beside each as FILE.rpmsave',
  })),
  ...about(units, list => ({
    id: 'service-removed',
    severity: 'warning',
    sentence: `units that start by themselves go with their packages, and none of the target’s takes their place: ${list}`,
    remedy:
      'find out what does in the target what they have done, and configure that after the upgrade',
  })),
]

/** What rpm's test finds of files that two packages have. */
export const checkClashes = (text: string): readonly Finding[] =>
  about(clashesIn(text), list => ({
    id: 'file-conflict',
    severity: 'inhibitor',
    sentence: `packages come with files that others have, too: ${list}`,
    remedy:
      'remove the packages in brackets before the upgrade, or find out whether there are versions of them for the target',
  }))

/** Parses rpm's sentences about them. */
export const clashesIn = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => {
    const [, path, one, other] =
      /\bfile (\/.*) from install of (\S+) conflicts with file from package (\S+)/.exec(line) ??
      /\bfile (\/.*) conflicts between attempted installs of (\S+) and (\S+)/.exec(line) ??
      []
    return path === undefined ? [] : [`${path} of ${one} (${other})`]
  })

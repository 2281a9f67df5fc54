import type {Finding} from '@livemode/config'
import type {ResolutionCheck} from './finding.ts'

/** All of them by name: somebody goes through the list afterwards. */
const about = (paths: readonly string[], finding: (list: string) => Finding): readonly Finding[] =>
  paths.length === 0 ? [] : [finding([...new Set(paths)].toSorted().join(', '))]

const id = 'conffile-question'
const severity = 'warning'

export const conffilesStay: ResolutionCheck = ({evidence}) => {
  const {kept, deleted, ucf, unknown} = evidence.conffiles
  return [
    ...about(kept, list => ({
      id,
      severity,
      sentence: `changed here and in the target, so that they stay as they are: ${list}`,
      remedy:
        'after the upgrade compare each with the target’s, which lies beside it as FILE.dpkg-dist',
    })),
    ...about(ucf, list => ({
      id,
      severity,
      sentence: `changed here, and perhaps in the target, so that they stay as they are: ${list}`,
      remedy:
        'after the upgrade compare each with the target’s, which lies beside it as FILE.ucf-dist',
    })),
    ...about(deleted, list => ({
      id,
      severity,
      sentence: `deleted here, so that the target’s are not put there: ${list}`,
      remedy:
        'after the upgrade find out whether they are needed; "dpkg --force-confmiss" puts them back',
    })),
    ...about(unknown, list => ({
      id,
      severity,
      sentence: `changed here, and not known whether they change in the target: ${list}`,
      remedy: 'they stay as they are; look for FILE.dpkg-dist beside them after the upgrade',
    })),
  ]
}

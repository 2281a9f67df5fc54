import type {ImageFacts, Resume} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'

/** What to do where an upgrade has stopped that has begun to change the source: a sentence for whoever is there. */
export function adviceAfterChange(
  {canLogIn}: Pick<ImageFacts, 'canLogIn'>,
  resume: Resume,
): string {
  if (resume.kind === 'none')
    return canLogIn
      ? 'leave this machine on, for nothing boots the live system again: log in, mend what its log tells of, and run "upgrade"'
      : 'nothing boots the live system again, and nobody can log in to it: mend what the log tells of from a rescue system, or restore the source from a backup'
  return canLogIn
    ? 'this machine boots the live system until the upgrade has ended: log in, mend what its log tells of, and run "upgrade"'
    : `this machine boots the live system until the upgrade has ended, and nobody can log in to that: mend what the log tells of from a rescue system, and set "triesWithoutProgress" in ${sourcePlaces.runRecord} to 0`
}

import type {ImageFacts, Resume} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'

/** What to do where an upgrade has stopped that has begun to change the source: a sentence for whoever is there. */
export function adviceAfterChange(
  {canLogIn}: Pick<ImageFacts, 'canLogIn'>,
  {resume, canGoBack}: {readonly resume: Resume; readonly canGoBack: boolean},
): string {
  const [back, request] = canGoBack
    ? [
        '; "rollback" takes the source back to what it was',
        `, or write the id in ${sourcePlaces.installation} to ${sourcePlaces.rollback}, and the source is taken back at the next start`,
      ]
    : ['', '']
  if (resume.kind === 'none')
    return canLogIn
      ? `leave this machine on, for nothing boots the live system again: log in, mend what its log tells of, and run "upgrade"${back}`
      : 'nothing boots the live system again, and nobody can log in to it: mend what the log tells of from a rescue system, or restore the source from a backup'
  return canLogIn
    ? `this machine boots the live system until the upgrade has ended: log in, mend what its log tells of, and run "upgrade"${back}`
    : `this machine boots the live system until the upgrade has ended, and nobody can log in to that: mend what the log tells of from a rescue system, and set "triesWithoutProgress" in ${sourcePlaces.runRecord} to 0${request}`
}

/** The same where a rollback has stopped. */
export const adviceAfterRollback = ({canLogIn}: Pick<ImageFacts, 'canLogIn'>): string =>
  canLogIn
    ? 'this machine boots the live system until the source has been taken back: log in, mend what its log tells of, and run "rollback"'
    : 'this machine boots the live system until the source has been taken back, and tries it again at each start: mend what the log tells of from a rescue system'

/** What somebody can do who has chosen the live system although its upgrade has ended. */
export const adviceForRescue =
  'the upgrade has ended: log in, "rollback" takes this machine back to what it was before, and "reboot" starts it as it is'

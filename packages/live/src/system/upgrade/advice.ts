import type {ImageFacts} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'

/** What to do where an upgrade has stopped that has begun to change the source: a sentence for whoever is there. */
export const adviceAfterChange = ({canLogIn}: Pick<ImageFacts, 'canLogIn'>): string =>
  canLogIn
    ? 'this machine boots the live system until the upgrade has ended: log in, mend what its log tells of, and run "upgrade"'
    : `this machine boots the live system until the upgrade has ended, and nobody can log in to that: mend what the log tells of from a rescue system, and set "triesWithoutProgress" in ${sourcePlaces.runRecord} to 0`

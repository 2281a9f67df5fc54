import {isRefusal} from '../../engines/engine.ts'

/** Why something has stopped, a sentence: a refusal says it itself, and anything else was not foreseen. */
export const reasonOf = (error: unknown, what: 'the upgrade' | 'the rollback'): string =>
  isRefusal(error)
    ? error.message
    : `${what} has stopped unexpectedly: ${(error as Error).message ?? error}`

/** Takes lines of progress. */
export type Log = (line: string) => void

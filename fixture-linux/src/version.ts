/** A version as rpm has it; `epoch` 0 is none. */
export interface RpmVersion {
  readonly epoch: number
  readonly version: string
  readonly release: string
}

/**
 * A version of Debian's as rpm orders it, see deb-version(7) and rpm-version(7). `dist` ends the release as on Enterprise
 * Linux, e.g. `.el9`.
 *
 * Both compare numbers as numbers, letters as letters, and `~` before nothing. But rpm skips every other character, so
 * that a `+` behind a revision would be compared with what `dist` begins with: there it becomes a number, which is more
 * than any letter.
 */
export function toRpmVersion(debian: string, dist: string): RpmVersion {
  const {epoch, upstream, revision} = splitVersion(debian)
  return {epoch, version: renderVersion(upstream), release: renderRelease(revision ?? '0') + dist}
}

/** Version and release as rpm prints them, with the epoch where there is one. */
export const renderEvr = ({epoch, version, release}: RpmVersion): string =>
  `${epoch === 0 ? '' : `${epoch}:`}${version}-${release}`

/**
 * A limit of a relation. With `=`, `<=` and `>>` the package of just that version has to be met, which has `dist` in its
 * release; the others mean the revision itself.
 */
export function renderLimit(operator: string, debian: string, dist: string): string {
  const {epoch, upstream, revision} = splitVersion(debian)
  const needsDist = operator === '=' || operator === '<=' || operator === '>>'
  const release =
    revision === undefined ? '' : `-${renderRelease(revision)}${needsDist ? dist : ''}`
  return `${epoch === 0 ? '' : `${epoch}:`}${renderVersion(upstream)}${release}`
}

function splitVersion(debian: string) {
  const [, epoch = '0', upstream = '', revision] =
    /^(?:(\d+):)?([A-Za-z0-9.+~-]+?)(?:-([A-Za-z0-9.+~]+))?$/.exec(debian) ?? []
  if (upstream === '') throw new Error(`${debian} is no version`)
  return {epoch: Number(epoch), upstream, revision}
}

const renderVersion = (upstream: string) => upstream.replaceAll('-', '_')

const renderRelease = (revision: string) => revision.replaceAll('+', '.1.')

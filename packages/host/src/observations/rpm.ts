import {type Asking, readAnswer} from '../program.ts'

/** What rpm and systemd tell of a machine with rpm, as seen from outside of its root. */
export interface RpmObservations {
  /** Configuration files that are not as their packages have brought them. */
  readonly changed: readonly string[]
  /** Those that were deleted. */
  readonly deleted: readonly string[]
  /** The units that start by themselves. */
  readonly enabledUnits: readonly string[]
}

/** Asks rpm and systemd; null where one of them cannot tell. */
export async function readRpmObservations(
  root: string,
  asking: Asking,
): Promise<RpmObservations | null> {
  const where = root === '/' ? [] : [`--root=${root}`]
  const verify = ['--verify', '--all', '--configfiles', '--nodeps', '--noscripts']
  const files = await readAnswer(['rpm', ...where, ...verify], asking)
  const list = ['list-unit-files', '--state=enabled', '--no-legend', '--no-pager']
  const units = await readAnswer(['systemctl', ...where, ...list], asking)
  return files === null || units === null
    ? null
    : {...parseVerified(files), enabledUnits: parseEnabledUnits(units)}
}

/** Parses the lines of `rpm --verify`, see rpm(8): files whose content is another one, and those that are missing. */
export function parseVerified(text: string): Pick<RpmObservations, 'changed' | 'deleted'> {
  const rows = text.split('\n').flatMap(line => {
    const [, attributes = '', path] =
      /^(missing|[\w.?]{8,9}) +c (\/.*?)(?: \([^)]*\))?$/.exec(line) ?? []
    return path === undefined ? [] : [{attributes, path}]
  })
  return {
    changed: rows
      .filter(({attributes}) => attributes !== 'missing' && attributes[2] === '5')
      .map(({path}) => path),
    deleted: rows.filter(({attributes}) => attributes === 'missing').map(({path}) => path),
  }
}

/** Parses the lines of `systemctl list-unit-files`. */
export const parseEnabledUnits = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => line.split(' ')[0] || [])

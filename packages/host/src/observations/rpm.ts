import {type Asking, readAnswer} from '../program.ts'
import {parseVerified, type VerifiedFile} from '../rpm/verified.ts'
import type {Observations} from './observations.ts'

/** Asks rpm and systemd, from outside of a machine's root as well; null where one of them cannot tell. */
export async function readRpmObservations(
  root: string,
  asking: Asking,
): Promise<Observations['rpm']> {
  const where = root === '/' ? [] : [`--root=${root}`]
  const verify = ['--verify', '--all', '--configfiles', '--nodeps', '--noscripts']
  const files = await readAnswer(['rpm', ...where, ...verify], asking)
  const list = ['list-unit-files', '--state=enabled', '--no-legend', '--no-pager']
  const units = await readAnswer(['systemctl', ...where, ...list], asking)
  return files === null || units === null
    ? null
    : {...parseConfigurations(files), enabledUnits: parseEnabledUnits(units)}
}

/** The configuration files in the lines of `rpm --verify`: those whose content is another one, and those that are missing. */
export function parseConfigurations(text: string): {changed: string[]; deleted: string[]} {
  const configurations = parseVerified(text).filter(({isConfiguration}) => isConfiguration)
  const pathsOf = (wanted: VerifiedFile['content']) =>
    configurations.filter(({content}) => content === wanted).map(({path}) => path)
  return {changed: pathsOf('changed'), deleted: pathsOf('missing')}
}

/** Parses the lines of `systemctl list-unit-files`. */
export const parseEnabledUnits = (text: string): string[] =>
  text.split('\n').flatMap(line => line.split(' ')[0] || [])

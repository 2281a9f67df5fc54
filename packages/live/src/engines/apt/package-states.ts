import type {AptTransaction} from '@livemode/config'
import {limits} from '../../tables/limits.ts'
import type {EngineContext} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'
import {withArchitecture} from './plan.ts'

/** What dpkg knows of packages of which there is nothing to remove. */
export const absent: readonly string[] = ['config-files', 'not-installed']

export interface PackageState {
  readonly version: string
  /** See dpkg-query(1), `db:Status-Status`. */
  readonly state: string
}

type Architectures = Pick<AptTransaction, 'architectures'>

/** Asks dpkg for each package that it knows, by the name that the plan has for it. */
export function readPackageStates(
  {live}: EngineContext,
  plan: Architectures,
): ReadonlyMap<string, PackageState> {
  const argv = ['dpkg-query', `--root=${live.source.root}`, '--show', `--showformat=${format}`]
  return parsePackageStates(live.run(argv, {environment, seconds: limits.packages}).stdout, plan)
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: the format is dpkg-query's.
const format = '${Package} ${Architecture} ${Version} ${db:Status-Status}\\n'

/** Parses what dpkg-query shows in that format. */
export function parsePackageStates(
  text: string,
  plan: Architectures,
): ReadonlyMap<string, PackageState> {
  return new Map(
    text.split('\n').flatMap(line => {
      const [name, architecture, version = '', state = ''] = line.split(' ')
      if (architecture === undefined) return []
      return [[withArchitecture(`${name}:${architecture}`, plan), {version, state}] as const]
    }),
  )
}

import type {SettingName} from '../settings.ts'
import type {Rule} from './rule.ts'

const mirrors = ['mirror', 'security_mirror'] as const satisfies readonly SettingName[]

/** They say themselves where they are. */
export const repositoriesNeedNoMirror: Rule = {
  about: ['repositories', ...mirrors],
  check: config =>
    mirrors.flatMap(key =>
      config.repositories.length === 0 || config[key] === null
        ? []
        : [{key, what: 'has no meaning beside repositories: write it as their URIs'}],
    ),
}

import type {Config, SettingName} from '../settings.ts'
import {filesAreDifferent, traceIsNoFolder} from './files.ts'
import {networkArgumentsAreKnown, urlNeedsNetwork} from './network.ts'
import {repositoriesNeedNoMirror} from './package-sources.ts'
import type {Rule, RuleProblem} from './rule.ts'
import {urlIsServed} from './url.ts'

export const rules: readonly Rule[] = [
  urlNeedsNetwork,
  urlIsServed,
  networkArgumentsAreKnown,
  filesAreDifferent,
  traceIsNoFolder,
  repositoriesNeedNoMirror,
]

/** Checks the rules of which all settings are in order. */
export const checkRules = (
  config: Config,
  isInOrder: (name: SettingName) => boolean,
): readonly RuleProblem[] =>
  rules.filter(({about}) => about.every(isInOrder)).flatMap(({check}) => check(config))

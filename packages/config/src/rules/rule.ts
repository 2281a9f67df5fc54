import type {Config, SettingName} from '../settings.ts'

/** What a rule found: the setting at fault, what is wrong, and where in its text when it is one word. */
export interface RuleProblem {
  readonly key: SettingName
  readonly what: string
  /** The index of the word in the setting's text. */
  readonly word?: number
}

/** Something that settings, each in order by itself, must hold to together, or within their text. */
export interface Rule {
  /** The settings it looks at; it is not asked while one of them is wrong already. */
  readonly about: readonly SettingName[]
  readonly check: (config: Config) => readonly RuleProblem[]
}

export {assertEnabled, isEnabled} from './enabled.ts'
export {type ErrorCode, LivemodeError} from './error.ts'
export {renderError} from './error-text.ts'
export {
  liveModeConfigFacts,
  type Message,
  type MessageName,
  type Messages,
  messages,
} from './messages/index.ts'
export {type PlannedFile, plannedFile} from './messages/planned-file.ts'
export {parseConfig} from './parse.ts'
export {type Problem, renderProblems} from './problem.ts'
export {type Config, defaultConfig, type SettingName, settingNames, settings} from './settings.ts'
export {describe} from './values.ts'

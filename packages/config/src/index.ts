export {type AuthorizedKey, parseAuthorizedKeys} from './authorized-keys.ts'
export {
  betweenParagraphs,
  isNo,
  type Paragraph,
  parseParagraphs,
  parseSignedBy,
  wordsOf,
} from './deb822.ts'
export {describe} from './describe.ts'
export {
  type DeviceSupportId,
  deviceSupportIds,
  type KeySupportId,
  keySupportIds,
} from './device-support.ts'
export {assertEnabled, isEnabled} from './enabled.ts'
export {type ErrorCode, LivemodeError} from './error.ts'
export {renderError} from './error-text.ts'
export {fileFailure, naming, namingReads, systemMessage} from './file-failure.ts'
export {type Finding, type StoredFindings, storedFindings} from './finding.ts'
export {ownConfigFile} from './forms.ts'
export {parseIni} from './ini.ts'
export {type KeptFiles, keptFiles} from './kept-files.ts'
export {
  liveModeConfigFacts,
  type Message,
  type MessageName,
  type Messages,
  messages,
} from './messages/index.ts'
export {
  directory,
  file,
  type PlannedFile,
  plannedFile,
  program,
  symlink,
} from './messages/planned-file.ts'
export {type AptTransaction, aptTransaction} from './messages/transaction/apt.ts'
export {type DnfTransaction, dnfTransaction} from './messages/transaction/dnf.ts'
export {parseUpgradeResult, type UpgradeResult, upgradeResult} from './messages/upgrade-result.ts'
export {
  type CommonTransaction,
  type UpgradeTransaction,
  upgradeTransaction,
} from './messages/upgrade-transaction.ts'
export {
  parseRepositories,
  plainUri,
  repositoryProblems,
  type WrittenRepository,
} from './package-sources.ts'
export {type ParsedConfig, parseConfig, parseConfigFiles} from './parse.ts'
export {isPrintableAscii, visible} from './printable.ts'
export {type Problem, placeFinder, renderProblems} from './problem.ts'
export {
  type CertificateOption,
  certificateOptions,
  isRepositoryFile,
  parseRpmRepositories,
  type WrittenRpmRepository,
} from './rpm-repositories.ts'
export {editRpmRepository} from './rpm-repository-edit.ts'
export {isNetworkArgument} from './rules/network.ts'
export {schemeOf} from './rules/url.ts'
export {runMain} from './run-main.ts'
export type {ConfigFile} from './scan.ts'
export {type Config, defaultConfig, type SettingName, settingNames, settings} from './settings.ts'
export {type SnapshotChoice, snapshotChoices} from './snapshot-choices.ts'
export {choiceFor, type ThirdPartySource} from './third-party-sources.ts'
export {readYaml} from './yaml/read.ts'

export {type BuildRequest, buildArtifacts} from './build.ts'
export {builtTarget} from './built-target.ts'
export {type Progress, plainProgress, showProgress} from './progress.ts'
export {planUpgrade, type UpgradeInput, type UpgradePlan} from './upgrade-plan.ts'

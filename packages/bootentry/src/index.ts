export {armEntry, isArmed} from './arm.ts'
export {
  type BootFileNames,
  bootFileNames,
  earlierBootFileNames,
  planBootFiles,
} from './boot-files.ts'
export {planBootFolder} from './boot-folder.ts'
export {isStartedSince} from './boot-id.ts'
export {checkCommandLine, checkHostCommandLine} from './command-line-limits.ts'
export type {LintFinding, NetworkHandler} from './dracut/row.ts'
export {isThere, missingFolders, removeDurably, writeDurably} from './durable.ts'
export type {
  BootEntry,
  BootEntryInput,
  BootEntryPlan,
  BootEntryTarget,
  LoaderId,
} from './entry.ts'
export {fetchedName, noteFetched} from './fetched.ts'
export {locateFipsKernel} from './fips.ts'
export {installEntry} from './install.ts'
export type {Installation, InstalledFile, WrittenFile} from './installation.ts'
export {lintCommandLine} from './lint.ts'
export {type Loader, loaders} from './loaders/index.ts'
export {lockInstallation} from './lock.ts'
export {type Machine, runProgram} from './machine.ts'
export {
  planBootCommandLine,
  planBootEntry,
  planMenu,
  planResume,
} from './plan.ts'
export {type InstallationRecord, readRecord, removeUnrecorded} from './record.ts'
export {isResumed} from './resume.ts'
export {assertSpace, creditSpace} from './space.ts'
export {removeInstallation} from './take-away.ts'
export {type FixedNames, type FoundInstallation, findInstallation} from './unrecorded.ts'

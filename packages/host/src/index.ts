export {type CrypttabEntry, parseCrypttab} from './crypttab.ts'
export {parseAnswer} from './debconf.ts'
export {packagesQuery, parsePackages} from './enterprise-linux/packages.ts'
export {
  isChanged,
  type RootLoginSetting,
  readRootLogin,
  sshdQuery,
} from './enterprise-linux/sshd.ts'
export {lockFile, lockPlace} from './file-lock.ts'
export {isInFipsMode} from './fips.ts'
export {type FstabEntry, parseFstab, renderFstab} from './fstab.ts'
export {type Host, parseHost} from './host.ts'
export {
  addIscsiSessions,
  type IscsiRecord,
  iscsiDatabases,
  iscsiInitiatorName,
  iscsiTransport,
  readIscsiRecords,
} from './iscsi.ts'
export type {IscsiPortal, IscsiSession} from './iscsi-session.ts'
export {parseJson} from './json.ts'
export {
  type KernelArgument,
  parseKernelCommandLine,
  renderKernelCommandLine,
} from './kernel-command-line.ts'
export {lastPhaseBeforeReboot, leappPlaces, leappUserspace} from './leapp/places.ts'
export {type LeappRun, readLeappRun} from './leapp/run.ts'
export {type LeappState, type MachineFiles, ownFiles, readLeappState} from './leapp/state.ts'
export {findLinkedFolders} from './linked-folders.ts'
export {readBootFolder} from './loader.ts'
export {
  isWithin,
  type Location,
  locateFile,
  mountHolding,
  pathInFilesystemOf,
} from './location.ts'
export {type LuksToken, parseLuksTokens} from './luks-tokens.ts'
export type {Device, Mount} from './mount.ts'
export {flattenMounts} from './mount-tree.ts'
export {parseMountinfo} from './mountinfo.ts'
export {type NetworkInterface, readInterfaces} from './network-interfaces.ts'
export {parseConffilePaths, parseUcfHashes} from './observations/checksums.ts'
export {
  noObservations,
  type Observations,
  parseObservations,
  type ServiceObservation,
} from './observations/observations.ts'
export {readSourceState, type SourceState} from './observations/read.ts'
export {readRunning, runningQuestions} from './observations/running.ts'
export {type OsRelease, parseOsRelease} from './os-release.ts'
export {assertOwn} from './own-folder.ts'
export {
  dpkgStatus,
  factsBelow,
  factText,
  namesNotRead,
  type PackageFacts,
} from './package-facts/facts.ts'
export {mostFactBytes, packageFactPlaces, pathLists} from './package-facts/places.ts'
export {readPackageFacts} from './package-facts/read.ts'
export {readPackagedPaths} from './packaged-paths.ts'
export {type Asking, readAnswer, readProgram} from './program.ts'
export {readHost} from './read.ts'
export {readHead, readWholeFile, readWithin} from './regular-file.ts'
export {rpmFolders} from './rpm/folders.ts'
export {
  type InstalledRpm,
  installedQuery,
  installedSha256,
  parseInstalled,
} from './rpm/installed.ts'
export {redactCommandLine, redacted, redactHost} from './secrets.ts'
export {parseSelinuxConfig} from './selinux.ts'
export {kindOfCertificate, kindOfKey} from './service-configuration/private-keys.ts'
export type {ServiceId} from './service-configuration/services.ts'
export {findStaticAddresses} from './static-addresses.ts'

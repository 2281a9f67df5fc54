export {assets} from './assets.ts'
export {
  deviceSupports,
  type KeySupport,
  keySupports,
  type Obstacle,
} from './device-support/index.ts'
export {planSupportRemedy, planSupportState, type SupportState} from './device-support/state.ts'
export {parseSimulation, type Simulation} from './engines/apt/simulation.ts'
export {keyOf, remainingOf} from './engines/dnf/plan.ts'
export {renderRequest} from './engines/dnf/request.ts'
export {parseSigned} from './engines/dnf/signatures.ts'
export {type EngineId, engineIds} from './engines/ids.ts'
export {
  carriesOutPlan,
  changesSource,
  defaultEngineFor,
  engines,
  enginesFor,
} from './engines/index.ts'
export {transactionFile} from './engines/payload/payload.ts'
export {planRoom} from './engines/payload/room.ts'
export type {RoomNeed} from './engines/room-need.ts'
export type {Menu, Resume} from './facts.ts'
export {
  type HookMoment,
  hookCommand,
  hookEnvironment,
  hookMoments,
  hookProblem,
  isHookName,
  type LiveHook,
  liveHookMoments,
} from './hooks.ts'
export {type ImageSource, planImageSource, sourceRootOf} from './image-source.ts'
export {type ImageVerity, verityFormat} from './image-verity.ts'
export {planIscsiSessions, planNetworkArguments, planReach} from './iscsi.ts'
export {
  type LiveImageInput,
  planInitramfsFiles,
  planLiveFiles,
  planNamingFiles,
} from './live-image.ts'
export {padding, renderMachineArchive} from './machine/archive.ts'
export {type LiveMount, type MissingMount, type PlannedFstab, planFstab} from './machine/fstab.ts'
export {type HostKey, makeHostKey, type PublicHostKey} from './machine/host-key.ts'
export {planIscsiLogins} from './machine/iscsi-logins.ts'
export {type MachinePlan, planMachine} from './machine/plan.ts'
export {type FindUnreached, listNetworkDiskArguments} from './machine/reached-devices.ts'
export {settingsBeforeDevices} from './machine/settings-order.ts'
export {programEntries, releasedProgram} from './program.ts'
export {parseRunRecord, type RunRecord} from './run-record.ts'
export {loaderVariable, parseVariable, variablePath} from './system/firmware-variable.ts'
export {
  findLoss,
  folderAt,
  type Loss,
  manifestFile as snapshotMark,
  measureSnapshot,
  nameSome,
  readSnapshot,
  renderLoss,
  type Snapshot,
} from './system/snapshot/index.ts'
export {dracutModuleName, sshdDracutModuleName} from './tables/dracut-modules.ts'
export {liveFileSystems} from './tables/file-systems.ts'
export {type KeyKeeper, keeperOfKey, supportForKey} from './tables/key-keepers.ts'
export {limits} from './tables/limits.ts'
export {isNeeded} from './tables/needed-places.ts'
export {kernelArguments, logNames, places, sourcePlaces} from './tables/places.ts'
export {
  type EncryptedDevice,
  hasInitramfsSshd,
  isAnsweredOverSsh,
  isOfSystem,
  listEncryptedDevices,
  type OpenedDevice,
  planOpening,
  planUnlocking,
} from './unlocking.ts'

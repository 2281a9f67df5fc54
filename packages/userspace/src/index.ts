export type {Log} from './bootstrap.ts'
export {buildUserspace, type Userspace} from './build.ts'
export {layerReference, planLayers, type UserspaceLayers} from './layers.ts'
export {type PackageManager, packageManagers} from './package-managers/index.ts'
export {renderRepositories} from './package-sources/apt-files.ts'
export {type AuthEntry, credentialsFor, parseAuth, withCredentials} from './package-sources/auth.ts'
export {mayPass} from './package-sources/failure.ts'
export {
  AptRunner,
  asConfigured,
  caFileInContainer,
  containerOptions,
  uriInContainer,
} from './package-sources/in-container.ts'
export {
  type Access,
  authOf,
  decoded,
  directAccess,
  ownSources,
  type PackageSources,
} from './package-sources/package-sources.ts'
export {
  type ConfiguredRepository,
  imageRepositories,
  planTargetSources,
  type TargetSources,
  usedTargetRepositories,
} from './package-sources/plan.ts'
export {ensureRecipe} from './recipe.ts'
export {liveModeRequirementsTasks, planRequirements, type Requirements} from './requirements.ts'
export type {Archive, ArchiveRepository} from './targets/archive.ts'
export {
  defaultTargetId,
  findNextTargetId,
  findTarget,
  findTargetId,
  type TargetId,
  targetIds,
  targets,
} from './targets/index.ts'
export {isSource, type SourceSystem, sources} from './targets/sources.ts'
export type {MachineNeed, Target, TargetAddition, TargetSizes} from './targets/target.ts'
export {ensureDebianRoot, ensureToolbox} from './toolbox.ts'

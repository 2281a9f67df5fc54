export {buildUserspace, type Userspace} from './build.ts'
export {
  type ConfiguredRepository,
  type DebianSources,
  planDebianSources,
} from './families/debian/sources.ts'
export {type ElSources, planElSources} from './families/el/sources.ts'
export {
  familyOf,
  ownSourcesOf,
  type TargetSources,
  usedTargetRepositories,
} from './families/index.ts'
export {layerReference} from './layer-reference.ts'
export {planLayers, type UserspaceLayers} from './layers.ts'
export type {Log} from './log.ts'
export {type PackageManager, packageManagers} from './package-managers/index.ts'
export {renderRepositories} from './package-sources/apt/apt-files.ts'
export {
  AptRunner,
  asConfigured,
  caFileInContainer,
  containerOptions,
  uriInContainer,
} from './package-sources/apt/in-container.ts'
export {type AuthEntry, credentialsFor, parseAuth, withCredentials} from './package-sources/auth.ts'
export {certificatesInContainer} from './package-sources/dnf/in-container.ts'
export type {RpmRepository} from './package-sources/dnf/repository.ts'
export {mayPass} from './package-sources/failure.ts'
export {hints} from './package-sources/hints.ts'
export {isLocal, localPath} from './package-sources/local-mirrors.ts'
export {
  type Access,
  authOf,
  decoded,
  directAccess,
  ownSources,
  type PackageSources,
} from './package-sources/package-sources.ts'
export {proxyFor} from './package-sources/proxy.ts'
export {ensureRecipe} from './recipe.ts'
export {liveModeRequirementsTasks, planRequirements, type Requirements} from './requirements.ts'
export type {Archive, ArchiveRepository} from './targets/archive.ts'
export {
  type DebianTargetId,
  debianTargetIds,
  defaultTargetId,
  findNextTargetId,
  findTarget,
  findTargetId,
  type TargetId,
  targetIds,
  targets,
} from './targets/index.ts'
export {isSource, type SourceSystem} from './targets/source.ts'
export type {
  DebianTarget,
  ElTarget,
  MachineNeed,
  Target,
  TargetAddition,
  TargetSizes,
} from './targets/target.ts'
export {ensureDebianRoot, ensureToolbox, type ToolboxSources} from './toolbox.ts'

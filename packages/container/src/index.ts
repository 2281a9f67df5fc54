export {engineAddresses} from './address.ts'
export type {Container} from './container.ts'
export {connectEngine, type Engine} from './engine.ts'
export {type ExecOptions, type ExecResult, renderArgv} from './exec.ts'
export {
  describeImage,
  findImage,
  importImage,
  pullImage,
  removeImage,
  removeRepository,
} from './images.ts'
export {layerLabel, type Owner, ownerLabel, renderOwner} from './labels.ts'
export {commitFrom, ensureLayer, Session, type StartOptions} from './session.ts'
export {sweepContainers} from './sweep.ts'
export {
  type ArchiveFiles,
  isArchive,
  packArchive,
  packTar,
  unpackArchive,
} from './tar/archive.ts'
export {filterTar} from './tar/filter.ts'
export {packFile, packFiles} from './tar/pack.ts'

export {type CrypttabEntry, parseCrypttab} from './crypttab.ts'
export {type FstabEntry, parseFstab, renderFstab} from './fstab.ts'
export {type Host, parseHost} from './host.ts'
export {
  type KernelArgument,
  parseKernelCommandLine,
  renderKernelCommandLine,
} from './kernel-command-line.ts'
export {
  isWithin,
  type Location,
  locateFile,
  mountHolding,
  pathInFilesystemOf,
} from './location.ts'
export type {Device, Mount} from './mount.ts'
export {flattenMounts} from './mount-tree.ts'
export {parseMountinfo} from './mountinfo.ts'
export {type OsRelease, parseOsRelease} from './os-release.ts'
export {dpkgStatus, factsBelow, factText, type PackageFacts} from './package-facts/facts.ts'
export {mostFactBytes} from './package-facts/places.ts'
export {readPackageFacts} from './package-facts/read.ts'
export {readHost} from './read.ts'
export {redacted} from './secrets.ts'

import {apt} from '../../package-managers/apt.ts'
import type {ArchiveRepository} from '../../targets/archive.ts'
import type {DebianTarget} from '../../targets/target.ts'
import type {Family} from '../family.ts'
import {baseReference, ensureBase} from './base.ts'
import {type DebianSources, imageSources, usedRepositories} from './sources.ts'

/** Debian: apt, and roots by mmdebstrap. */
export const debian = {
  packageManager: apt,
  baseReference: ({base}, sources) => baseReference(base, sources),
  ensureBase: (session, {target, sources, access, log, refresh}) =>
    ensureBase(session, {
      ...target.base,
      sources: imageSources(target, sources, access),
      identity: sources,
      log,
      refresh,
    }),
  imageSources,
  usedRepositories,
} satisfies Family<DebianTarget, ArchiveRepository, DebianSources>

import {dnf} from '../../package-managers/dnf.ts'
import type {RpmRepository} from '../../package-sources/dnf/repository.ts'
import type {ElTarget} from '../../targets/target.ts'
import type {Family} from '../family.ts'
import {baseReference, ensureBase} from './base.ts'
import {type ElSources, imageSources, usedRepositories} from './sources.ts'

/** Enterprise Linux, whichever of its distributions: dnf, and roots by it. */
export const el = {
  packageManager: dnf,
  baseReference,
  ensureBase,
  imageSources,
  usedRepositories,
} satisfies Family<ElTarget, RpmRepository, ElSources>

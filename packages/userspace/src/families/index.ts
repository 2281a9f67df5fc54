import {type Config, defaultConfig, type Message} from '@livemode/config'
import type {Target} from '../targets/target.ts'
import {debian} from './debian/debian.ts'
import {type DebianSources, planDebianSources} from './debian/sources.ts'
import {el} from './el/el.ts'
import {type ElSources, planElSources} from './el/sources.ts'
import type {Family} from './family.ts'
import type {FamilyId} from './family-sources.ts'

/** Where a target's packages come from, by the configuration. */
export type TargetSources = DebianSources | ElSources

export const families = {debian, el} satisfies Record<FamilyId, unknown>

/** The family of a target; it takes that target, and sources of its kind. */
export const familyOf = ({family}: Pick<Target, 'family'>): Family<Target, never, TargetSources> =>
  families[family] as unknown as Family<Target, never, TargetSources>

/** Where a target's packages come from where the configuration names no repositories: the distribution's own, or a mirror of them. */
export const ownSourcesOf = (
  target: Target,
  config: Pick<Config, 'mirror' | 'security_mirror'> = defaultConfig,
): TargetSources =>
  target.family === 'debian' ? planDebianSources(target, {config}) : planElSources([])

/** The repositories as the message that the userspace is made from. */
export const usedTargetRepositories = (sources: TargetSources): Message<'UsedTargetRepositories'> =>
  familyOf(sources).usedRepositories(sources)

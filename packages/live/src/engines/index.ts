import apt from './apt.ts'
import dnf from './dnf.ts'
import type {Engine} from './engine.ts'
import {type EngineId, engineIds} from './ids.ts'
import leapp from './leapp.ts'
import probe from './probe.ts'

/** An engine, and where it can be used. */
interface EngineRow {
  readonly engine: Engine
  /** The package managers of the targets whose images carry it; undefined: all of them. */
  readonly packageManagers: readonly string[] | undefined
  /** Whether it carries out the plan that `resolve` has made, with the packages that `download` has fetched. */
  readonly hasPlan: boolean
}

/** Every engine; the file of its module has its name. A package manager's own comes before others. */
export const engines: Readonly<Record<EngineId, EngineRow>> = {
  apt: {engine: apt, packageManagers: ['apt'], hasPlan: true},
  dnf: {engine: dnf, packageManagers: ['dnf'], hasPlan: true},
  leapp: {engine: leapp, packageManagers: ['dnf'], hasPlan: false},
  probe: {engine: probe, packageManagers: undefined, hasPlan: false},
}

/** Whether an engine changes the source, and needs a boot loader that resumes for that. */
export const changesSource = (id: EngineId): boolean =>
  engines[id].engine.phases.some(({changes}) => changes)

/** Whether an engine changes the packages of the source as livemode has planned it, and needs that plan. */
export const carriesOutPlan = (id: EngineId): boolean => engines[id].hasPlan

/** The engines that the images of a package manager's targets carry. */
export const enginesFor = (packageManager: string): readonly EngineId[] =>
  engineIds.filter(id => {
    const {packageManagers} = engines[id]
    return packageManagers?.includes(packageManager) ?? true
  })

/** The engine that is used where none is named: the package manager's own, and the probe as long as there is none. */
export const defaultEngineFor = (packageManager: string): EngineId =>
  enginesFor(packageManager).find(carriesOutPlan) ?? 'probe'

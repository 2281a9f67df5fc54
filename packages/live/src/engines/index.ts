import apt from './apt.ts'
import dnf from './dnf.ts'
import type {Engine} from './engine.ts'
import {type EngineId, engineIds} from './ids.ts'
import probe from './probe.ts'

/** An engine, and where it can be used. */
interface EngineRow {
  readonly engine: Engine
  /** The package managers of the targets whose images carry it; undefined: all of them. */
  readonly packageManagers: readonly string[] | undefined
}

/** Every engine; the file of its module has its name. */
export const engines: Readonly<Record<EngineId, EngineRow>> = {
  apt: {engine: apt, packageManagers: ['apt']},
  dnf: {engine: dnf, packageManagers: ['dnf']},
  probe: {engine: probe, packageManagers: undefined},
}

/** Whether an engine changes the source, and needs a transaction and a boot loader that resumes for that. */
export const changesSource = (id: EngineId): boolean =>
  engines[id].engine.phases.some(({changes}) => changes)

/** The engines that the images of a package manager's targets carry. */
export const enginesFor = (packageManager: string): readonly EngineId[] =>
  engineIds.filter(id => {
    const {packageManagers} = engines[id]
    return packageManagers?.includes(packageManager) ?? true
  })

/** The engine that is used where none is named: the package manager's own, and the probe as long as there is none. */
export const defaultEngineFor = (packageManager: string): EngineId =>
  enginesFor(packageManager).find(id => engines[id].packageManagers !== undefined) ?? 'probe'

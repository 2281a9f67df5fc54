import {apt} from './apt.ts'
import {dnf} from './dnf.ts'
import type {PackageManager} from './package-manager.ts'

export type {PackageManager} from './package-manager.ts'
export type PackageManagerId = 'apt' | 'dnf'

export const packageManagers = {apt, dnf} satisfies Record<PackageManagerId, PackageManager>

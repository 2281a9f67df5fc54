import {apt} from './apt.ts'
import type {PackageManager} from './package-manager.ts'

export type {PackageManager} from './package-manager.ts'
export type PackageManagerId = 'apt'

export const packageManagers = {apt} satisfies Record<PackageManagerId, PackageManager>

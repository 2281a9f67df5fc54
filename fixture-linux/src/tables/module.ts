import type {Release} from './releases.ts'

/** The packages of the one module that there is, `nginx`; Debian calls them the same. */
export const modulePackages: readonly string[] = ['nginx', 'nginx-common']

/** Version and context of its stream. */
export const moduleBuild = {version: 1, context: 'fixture0'} as const

/** The module with stream, version and context, as its RPMs are labelled. */
export const moduleName = ({stream}: Release): string =>
  `nginx:${stream}:${moduleBuild.version}:${moduleBuild.context}`

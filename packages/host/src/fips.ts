import type {Host} from './host.ts'
import {parseKernelCommandLine} from './kernel-command-line.ts'

/** Whether a machine is in FIPS mode: its kernel says so, or was told so when it was started. */
export const isInFipsMode = ({
  fips,
  kernelCmdline,
}: Pick<Host, 'fips' | 'kernelCmdline'>): boolean =>
  fips ?? parseKernelCommandLine(kernelCmdline).findLast(({name}) => name === 'fips')?.value === '1'

import {parseKernelCommandLine} from '@livemode/host'
import type {EngineContext} from '../engine.ts'
import {openMenu} from './menu.ts'
import type {MenuEntry} from './menu-entry.ts'

type Source = Pick<EngineContext, 'rootDevice' | 'sourceCmdline'>

/** Whether an entry boots the source's root. */
export const isOfSource = (
  {rootDevice, sourceCmdline}: Source,
  {cmdline}: Pick<MenuEntry, 'cmdline'>,
): boolean => [rootDevice, rootOf(sourceCmdline)].includes(rootOf(cmdline))

/** What is mounted as the root, as the kernel command line says it; undefined where it does not. */
export const rootOf = (cmdline: string): string | undefined => argumentOf(cmdline, 'root')

/**
 * Finds the entry of a kernel. Other systems on the same disks may have the same kernel: one that boots the source's root
 * comes before others, and of those one with the same subvolume.
 */
export function findEntry(
  context: Source & Pick<EngineContext, 'menu' | 'live'>,
  version: string,
): MenuEntry | undefined {
  const entries = openMenu(context)
    .entries()
    .filter(entry => entry.version === version)
  const own = entries.filter(entry => isOfSource(context, entry))
  const flags = argumentOf(context.sourceCmdline, 'rootflags')
  return own.find(({cmdline}) => argumentOf(cmdline, 'rootflags') === flags) ?? own[0] ?? entries[0]
}

const argumentOf = (cmdline: string, wanted: string): string | undefined =>
  parseKernelCommandLine(cmdline).findLast(({name}) => name === wanted)?.value ?? undefined

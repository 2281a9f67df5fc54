import {LivemodeError} from '@livemode/config'
import type {Host} from '@livemode/host'
import type {Menu, Resume} from '@livemode/live'
import {planAddedArguments} from './added-arguments.ts'
import {planBootFiles} from './boot-files.ts'
import {planCommandLine} from './command-line.ts'
import type {BootEntry, BootEntryInput, BootEntryPlan, CommandLineInput, LoaderId} from './entry.ts'
import {loaders} from './loaders/index.ts'

/**
 * Plans the boot entry of a live image on a host: its kernel arguments and how it comes about.
 *
 * Throws `HOST_INVALID` when nothing is known to start it, no UUID to find the image by, or
 * arguments that its loader cannot hold, and `CONFIG_INVALID` when a setting cannot be said on a kernel
 * command line.
 */
export function planBootEntry(input: BootEntryInput): BootEntryPlan {
  const {host, target} = input
  const loader = known(input.loader)
  const {planFiles, planSteps} = loaders[loader]
  const add = planAddedArguments(input)
  const {remove, cmdline} = planCommandLine(host.kernelCmdline, add)
  const entry = {
    loader,
    title: target.title,
    ...planBootFiles(loader, host),
    arguments: {add, remove},
    cmdline,
  }
  // What cannot be written should be known before anything else is done.
  planFiles(entry)
  return {...entry, steps: planSteps(entry, host.grubConfigurations)}
}

/** Plans what makes the entry the default for as long as it is there. */
export const planResume = (entry: Pick<BootEntry, 'loader' | 'kernel'>): Resume =>
  loaders[entry.loader].planResume(entry)

/** Plans where the menu is that the source's own kernels are in: that of what starts the machine, where what starts the image has none. */
export function planMenu({loader, kernel}: Pick<BootEntry, 'loader' | 'kernel'>, host: Host): Menu {
  const own = loaders[loader].planMenu?.({kernel})
  if (own) return own
  // A menu that nobody knows is asked for by no engine that would need it.
  const others = host.loader === 'unknown' ? 'grub' : host.loader
  return planMenu({loader: others, ...planBootFiles(others, host)}, host)
}

/**
 * Plans only the command line of that entry, which needs no known boot loader.
 *
 * Throws as `planBootEntry` does for the rest.
 */
export const planBootCommandLine = (input: CommandLineInput): string =>
  planCommandLine(input.host.kernelCmdline, planAddedArguments(input)).cmdline

function known(loader: BootEntryInput['loader']): LoaderId {
  if (loader !== 'unknown') return loader
  throw new LivemodeError('HOST_INVALID', 'the boot loader of the host is not known', {
    hint: 'livemode writes boot entries for grubby, systemd-boot and GRUB, and needs none with --loader kexec',
  })
}

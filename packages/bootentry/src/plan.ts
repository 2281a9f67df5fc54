import {LivemodeError} from '@livemode/config'
import type {Host} from '@livemode/host'
import {planAddedArguments} from './added-arguments.ts'
import {planCommandLine} from './command-line.ts'
import type {BootEntryInput, BootEntryPlan, LoaderId} from './entry.ts'
import {type Loader, loaders} from './loaders/index.ts'

/**
 * Plans the boot entry of a live image on a host: its kernel arguments and how it comes about.
 *
 * Throws `HOST_INVALID` when the host has no known boot loader, or no UUID to find the image by, and
 * `CONFIG_INVALID` when a setting cannot be said on a kernel command line.
 */
export function planBootEntry(input: BootEntryInput): BootEntryPlan {
  const {host, content, target} = input
  const add = planAddedArguments(input)
  const {remove, cmdline} = planCommandLine(host.kernelCmdline, add)
  const entry = {
    loader: loaderOf(host),
    title: target.title,
    kernel: content.kernel_path,
    initramfs: content.initram_path,
    arguments: {add, remove},
    cmdline,
  }
  const table: Readonly<Partial<Record<LoaderId, Loader>>> = loaders
  return {...entry, steps: table[entry.loader]?.planSteps(entry) ?? []}
}

function loaderOf({loader}: Host): LoaderId {
  if (loader !== 'unknown') return loader
  throw new LivemodeError('HOST_INVALID', 'the boot loader of the host is not known', {
    hint: 'livemode writes boot entries for grubby, systemd-boot and GRUB',
  })
}

import {type KernelArgument, parseKernelCommandLine, renderKernelCommandLine} from '@livemode/host'

/** Arguments of the host that go. */
const removedNames = new Set([
  // The live root is found, mounted and unlocked in its own way.
  'root',
  'rootflags',
  'rootfstype',
  'ro',
  'rd.lvm.lv',
  'rd.luks.uuid',
  // The console shows the upgrade.
  'rhgb',
  'quiet',
  // The upgrade is what gets started.
  'init',
  'rdinit',
  'systemd.unit',
  'single',
  'rd.break',
])

/** Left over from an entry that the host was booted with by mistake, or by a live image. */
const removedPrefixes = ['rd.live.', 'upgrade.']

/** The boot loader sets these by itself, for each entry anew. */
const loaderNames = new Set(['BOOT_IMAGE', 'initrd'])

interface CommandLinePlan {
  /** The host's arguments that go, as written. */
  readonly remove: readonly string[]
  readonly cmdline: string
}

/**
 * Plans the command line of the entry: the host's, without what would disturb a live boot and without
 * what an added argument of the same name replaces, then the added ones.
 */
export function planCommandLine(hostCmdline: string, add: readonly string[]): CommandLinePlan {
  const added = parseKernelCommandLine(add.join(' '))
  const [forKernel, forInit] = splitAtInit(parseKernelCommandLine(hostCmdline))
  const ours = forKernel.filter(
    argument => !loaderNames.has(argument.name) && !add.includes(argument.text),
  )
  const isRemoved = ({name}: KernelArgument) =>
    removedNames.has(name) ||
    removedPrefixes.some(prefix => name.startsWith(prefix)) ||
    added.some(argument => argument.name === name)
  const kept = ours.filter(argument => !isRemoved(argument))
  return {
    remove: ours.filter(isRemoved).map(argument => argument.text),
    cmdline: renderKernelCommandLine([...kept, ...added, ...forInit]),
  }
}

/** What stands behind `--` is for init: the kernel would not see an argument added there. */
function splitAtInit(all: readonly KernelArgument[]): [KernelArgument[], KernelArgument[]] {
  const mark = all.findIndex(argument => argument.text === '--')
  const end = mark < 0 ? all.length : mark
  return [all.slice(0, end), all.slice(end)]
}

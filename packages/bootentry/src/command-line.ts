import {type KernelArgument, parseKernelCommandLine, renderKernelCommandLine} from '@livemode/host'
import {canonicalName} from './source-arguments/name.ts'
import {isKept} from './source-arguments/rule.ts'

/** The boot loader sets these by itself, for each entry anew. */
const loaderNames = new Set(['BOOT_IMAGE', 'initrd'])

/** A variable of GRUB's, which stands in an entry and never on the command line that comes of it. */
const isVariable = ({text}: KernelArgument) => /^\$(?:\w+|\{\w+\})$/.test(text)

const isOfLoader = (argument: KernelArgument) =>
  loaderNames.has(argument.name) || isVariable(argument)

interface CommandLinePlan {
  /** The host's arguments that go, as written. */
  readonly remove: readonly string[]
  readonly cmdline: string
}

/**
 * Plans the command line of the entry: of the host's arguments those that a live boot keeps, without
 * what an added argument of the same name replaces, then the added ones. What stands behind `--` goes,
 * with the mark itself: dracut reads it too, and the kernel would not see an argument added there.
 */
export function planCommandLine(hostCmdline: string, add: readonly string[]): CommandLinePlan {
  const added = parseKernelCommandLine(add.join(' '))
  const addedNames = new Set(added.map(({name}) => canonicalName(name)))
  const [forKernel, forInit] = splitAtInit(parseKernelCommandLine(hostCmdline))
  const ofHost = forKernel.filter(argument => !isOfLoader(argument))
  const kept = ofHost.filter(
    argument => isKept(argument) && !addedNames.has(canonicalName(argument.name)),
  )
  const planned = [...kept, ...added]
  const isPlanned = ({text}: KernelArgument) => planned.some(argument => argument.text === text)
  return {
    remove: [...ofHost, ...forInit].filter(argument => !isPlanned(argument)).map(({text}) => text),
    cmdline: renderKernelCommandLine(planned),
  }
}

/** Where the kernel stops to read, however the mark is quoted. */
function splitAtInit(all: readonly KernelArgument[]): [KernelArgument[], KernelArgument[]] {
  const mark = all.findIndex(({name, value}) => name === '--' && value === null)
  const end = mark < 0 ? all.length : mark
  return [all.slice(0, end), all.slice(end)]
}

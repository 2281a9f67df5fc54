import {isPrintableAscii, LivemodeError} from '@livemode/config'
import {type Host, parseKernelCommandLine} from '@livemode/host'
import type {BootEntry} from './entry.ts'
import {loaders} from './loaders/index.ts'

/** What a kernel for x86 takes: COMMAND_LINE_SIZE without the NUL at the end. GRUB leaves out the rest. */
export const mostBytes = 2047

const takeAway = 'take arguments from the kernel command line of this machine, and reboot'

export interface CommandLineProblem {
  readonly id: 'kernel-argument-not-ascii' | 'command-line-too-long'
  readonly sentence: string
  readonly remedy: string
}

/** A command line, and what is put in front of it: nothing as long as the loader is not known. */
type BootedLine = Pick<BootEntry, 'cmdline'> & {
  readonly entry: Pick<BootEntry, 'loader' | 'kernel' | 'initramfs'> | null
}

/** Checks that a command line comes to the kernel as it was planned, and to dracut as to the kernel. */
export const checkCommandLine = (line: BootedLine): readonly CommandLineProblem[] => [
  ...checkCharacters(line),
  ...checkLength(line),
]

/** Checks that the host's own command line is all there: the kernel shows no more than it has taken. */
export function checkHostCommandLine({kernelCmdline}: Pick<Host, 'kernelCmdline'>) {
  const bytes = Buffer.byteLength(kernelCmdline)
  if (bytes < mostBytes) return []
  return [
    {
      id: 'command-line-too-long',
      sentence: `the kernel command line of this machine has ${bytes} bytes, and a kernel takes ${mostBytes}: some arguments may be missing from it`,
      remedy: takeAway,
    },
  ] as const
}

/** Throws `HOST_INVALID` for the first problem of the command line of an entry. */
export function assertCommandLine(entry: BootEntry): void {
  const [problem] = checkCommandLine({cmdline: entry.cmdline, entry})
  if (problem === undefined) return
  throw new LivemodeError('HOST_INVALID', problem.sentence, {hint: problem.remedy})
}

/** What was added has been looked at when it was planned. A value may be a secret: it is not printed. */
const checkCharacters = ({cmdline}: BootedLine): readonly CommandLineProblem[] =>
  parseKernelCommandLine(cmdline)
    .filter(({text}) => !isPrintableAscii(text))
    .map(({name}) => ({
      id: 'kernel-argument-not-ascii',
      sentence: `the kernel argument ${name}= has a character in its value that is not printable ASCII: the kernel and dracut may take it for a space`,
      remedy: 'take it from the kernel command line of this machine, and reboot',
    }))

function checkLength({cmdline, entry}: BootedLine): readonly CommandLineProblem[] {
  const own = entry === null ? [] : [loaders[entry.loader].planOwnArgument(entry)]
  const bytes = Buffer.byteLength([...own, cmdline].join(' '))
  if (bytes <= mostBytes) return []
  return [
    {
      id: 'command-line-too-long',
      sentence: `the command line of the live boot has ${bytes} bytes, and a kernel takes ${mostBytes}: what is behind them would be missing`,
      remedy: takeAway,
    },
  ]
}

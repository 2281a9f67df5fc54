import {leappPlaces, parseKernelCommandLine} from '@livemode/host'
import type {BootEntry} from '../entry.ts'
import {armingByEnvironment} from './grub-environment.ts'
import {
  assertAddable,
  assertKept,
  assertRemovable,
  assertRemovableAlone,
} from './grubby-arguments.ts'
import {parseGrubbyInfo} from './grubby-info.ts'
import {type Argv, type Loader, nextTo, planEntriesMenu} from './loader.ts'

const environmentBlock = '/boot/grub2/grubenv'

/** grubby(8), which writes the entries of GRUB and zipl on Enterprise Linux. */
export const grubby: Loader = {
  id: 'grubby',
  ownId: null,
  program: 'grubby',
  hasBootFolder: false,
  // grubby finds a kernel in /boot itself alone, and makes the name of the entry from its name.
  kernelFolder: '',
  // Enterprise Linux has GRUB name the device too; that of an array has the longest name.
  planOwnArgument: ({kernel}) => `BOOT_IMAGE=(mduuid/${'0'.repeat(32)})${kernel}`,
  planResume: ({kernel}) => ({kind: 'saved-entry', block: environmentBlock, kernel}),
  planMenu: () => planEntriesMenu('/boot', environmentBlock),
  planFiles: () => [],
  planSteps(entry, configurations = []) {
    const {kernel, initramfs, title} = entry
    const isRoot = (argument: string) => argument.startsWith('root=')
    const root = entry.arguments.add.filter(isRoot)
    const others = entry.arguments.add.filter(argument => !isRoot(argument))
    const remove = removable(entry)
    entry.arguments.add.forEach(assertAddable)
    parseKernelCommandLine(entry.cmdline)
      .filter(({text}) => !entry.arguments.add.includes(text))
      .forEach(assertKept)
    const steps = [
      ['--remove-kernel', kernel],
      [
        ...['--add-kernel', kernel, '--initrd', initramfs, '--title', title],
        ...['--copy-default', '--args', others.join(' ')],
      ],
      // Adding with --copy-default ignores root=.
      ['--update-kernel', kernel, '--args', root.join(' ')],
      ...(remove.length === 0
        ? []
        : [['--update-kernel', kernel, '--remove-args', remove.join(' ')]]),
    ]
    const places = configurations.length === 0 ? [[]] : configurations.map(file => ['-c', file])
    return places.flatMap(place => steps.map(step => ['grubby', ...step, ...place]))
  },
  isRemoval: step => step.includes('--remove-kernel'),
  rewritten: null,
  explainFailure: () => undefined,
  planReading: ({kernel}) => ({
    argv: ['grubby', '--info', kernel],
    parse: answer => parseGrubbyInfo(answer.toString()),
  }),
  defaultEntry: {
    argv: ['grubby', '--default-kernel'],
    parse: answer => answer.toString().trim() || null,
    // Without saved_entry it is the first by name, and that begins with the machine-id: of another machine's entries any may come first.
    choosing: 'grubby --set-default /boot/vmlinuz-$(uname -r)',
  },
  isCopyOfDefault: true,
  planTakingOff({kernel, steps, cmdline}, surplus) {
    for (const argument of surplus) {
      assertRemovable(argument)
      assertRemovableAlone(argument, parseKernelCommandLine(cmdline))
    }
    const removal = ['grubby', '--update-kernel', kernel, '--remove-args', surplus.join(' ')]
    return placesOf(steps).map(place => [...removal, ...place])
  },
  arming: {
    ...armingByEnvironment(environmentBlock, 'grub2-editenv'),
    // Leapp has made its own entry the default one. Without it the first one is that again, the newest kernel.
    planLeaving: byDefault =>
      byDefault === leappPlaces.upgradeKernel
        ? ['grub2-editenv', nextTo(environmentBlock), 'unset', 'saved_entry']
        : undefined,
  },
  start: null,
}

/** The configurations that the steps of an entry name, as they name them; one that is not named where they name none. */
function placesOf(steps: readonly Argv[]): readonly Argv[] {
  const files = steps.flatMap(step => (step.includes('-c') ? step.slice(-1) : []))
  return files.length === 0 ? [[]] : [...new Set(files)].map(file => ['-c', file])
}

/** A name alone takes all values of that name away, those that were just added too. */
function removable({arguments: {add, remove}, cmdline}: BootEntry): readonly string[] {
  const names = parseKernelCommandLine(add.join(' ')).map(argument => argument.name)
  const removed = remove.filter(argument => !names.includes(argument))
  for (const argument of removed) {
    assertRemovable(argument)
    assertRemovableAlone(argument, parseKernelCommandLine(cmdline))
  }
  return removed
}

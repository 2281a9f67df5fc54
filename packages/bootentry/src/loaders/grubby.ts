import {parseKernelCommandLine} from '@livemode/host'
import type {BootEntry} from '../entry.ts'
import type {Loader} from './loader.ts'

/** grubby(8), which writes the entries of GRUB and zipl on Enterprise Linux. */
export const grubby: Loader = {
  id: 'grubby',
  planSteps(entry) {
    const {kernel, initramfs, title} = entry
    const isRoot = (argument: string) => argument.startsWith('root=')
    const root = entry.arguments.add.filter(isRoot)
    const others = entry.arguments.add.filter(argument => !isRoot(argument))
    const remove = removable(entry)
    return [
      ['grubby', '--remove-kernel', kernel],
      [
        ...['grubby', '--add-kernel', kernel, '--initrd', initramfs, '--title', title],
        ...['--copy-default', '--args', others.join(' ')],
      ],
      // Adding with --copy-default ignores root=.
      ['grubby', '--update-kernel', kernel, '--args', root.join(' ')],
      ...(remove.length === 0
        ? []
        : [['grubby', '--update-kernel', kernel, '--remove-args', remove.join(' ')]]),
    ]
  },
}

/** A name alone takes all values of that name away, those that were just added too. */
function removable({arguments: {add, remove}}: BootEntry): readonly string[] {
  const names = parseKernelCommandLine(add.join(' ')).map(argument => argument.name)
  return remove.filter(argument => !names.includes(argument))
}

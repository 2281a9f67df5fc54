import {file} from '../disks/source-file.ts'
import type {InstalledSystem} from './installation.ts'

/** What Debian's GRUB is configured with, whatever firmware starts it. */
export const renderGrubDefaults = (
  {kernelArguments}: Pick<InstalledSystem, 'kernelArguments'>,
  terminal: readonly string[],
) =>
  file(
    '/etc/default/grub',
    [
      'GRUB_DEFAULT=0',
      'GRUB_TIMEOUT=1',
      'GRUB_DISTRIBUTOR=Debian',
      'GRUB_CMDLINE_LINUX_DEFAULT=""',
      `GRUB_CMDLINE_LINUX="${kernelArguments}"`,
      ...terminal,
      '',
    ].join('\n'),
  )

/** The file that the script of our entry tests for. */
export const isHeldByGrub = (root: string) => `test -e ${root}/boot/livemode/resume`

/** grub-install(8) has put the modules of the packages where GRUB reads them. */
export const areGrubModules = (platform: string) =>
  `cmp /boot/grub/${platform}/normal.mod /usr/lib/grub/${platform}/normal.mod`

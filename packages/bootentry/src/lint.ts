import {type KernelArgument, parseKernelCommandLine} from '@livemode/host'
import {
  dracutName,
  isOn,
  type LintedBoot,
  type LintFinding,
  type NetworkHandler,
  type Row,
} from './dracut/row.ts'
import {table} from './dracut/table.ts'
import {readVersions} from './dracut/versions.ts'
import type {TargetVersions} from './entry.ts'

interface LintOptions {
  /** Whether the initramfs refuses a root that is not the image, as that of livemode does. */
  readonly isRootChecked?: boolean
  /** What brings up the network in the initramfs. */
  readonly networkHandler?: NetworkHandler | null
}

/**
 * Looks for arguments that the target's dracut does not know, or that cost a live boot its safety; one
 * finding for each, in the order of the command line.
 *
 * Throws `IMAGE_BROKEN` when a version is none.
 */
export function lintCommandLine(
  target: TargetVersions,
  cmdline: string,
  {isRootChecked = true, networkHandler = null}: LintOptions = {},
): readonly LintFinding[] {
  const all = parseKernelCommandLine(cmdline)
  const findValue = (name: string) => all.findLast(argument => argument.name === name)?.value
  const boot: LintedBoot = {
    ...readVersions(target),
    isUnattended: isOn(findValue('upgrade.autostart') ?? '1'),
    isDownloaded: /^live:\w+:\/\//.test(findValue('root') ?? ''),
    isRootChecked,
    networkHandler,
    findValue,
  }
  return all.flatMap(argument => {
    const row = table.find(({name}) => name === argument.name)
    // Of several, dracut and the kernel take the last.
    const isLast = all.findLast(({name}) => name === argument.name) === argument
    return row && isLast ? lintArgument(argument, row, boot) : []
  })
}

function lintArgument(argument: KernelArgument, row: Row, boot: LintedBoot): LintFinding[] {
  const found = unknownIn(boot.dracut, row) ?? row.remark?.(argument, boot)
  return found ? [{argument: argument.text, ...found}] : []
}

function unknownIn(dracut: number, {since = 0, instead = 'remove it'}: Row) {
  if (dracut >= since) return
  return {sentence: `${dracutName(dracut)} does not know it`, remedy: instead}
}

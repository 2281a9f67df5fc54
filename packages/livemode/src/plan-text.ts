import {loaders} from '@livemode/bootentry'
import {renderArgv} from '@livemode/container'
import type {UpgradePlan} from './upgrade-plan.ts'

/** A plan for a reader: what goes into the image, what makes it, and how it is booted. */
export function renderPlan({messages, image, bootEntry}: UpgradePlan): string {
  const packages = messages.LiveModeRequirementsTasks.packages
  return [
    `Image ${image.buildId}, source root at ${image.sourceRoot}`,
    ...section(`${packages.length} packages`, [packages.join(' ')]),
    ...section(
      `${image.files.length} files of the live system`,
      image.files.map(file =>
        file.type === 'symlink' ? `${file.path} -> ${file.target}` : `${file.path} ${file.mode}`,
      ),
    ),
    ...section(
      'Not in the live system’s fstab',
      image.fstab.leftOut.map(({entry, why}) => `${entry.spec} ${entry.file}: ${why}`),
    ),
    ...section('Initramfs', [renderArgv(image.initramfs.argv)]),
    ...section('Image', [renderArgv(image.squashfs.argv)]),
    ...section(`Boot entry "${bootEntry.title}" (${bootEntry.loader})`, [
      `kernel     ${bootEntry.kernel}`,
      `initramfs  ${bootEntry.initramfs}`,
      `cmdline    ${bootEntry.cmdline}`,
      ...loaders[bootEntry.loader].planFiles(bootEntry).map(({path}) => `write      ${path}`),
      ...bootEntry.steps.map(step => `run        ${step.join(' ')}`),
    ]),
  ].join('\n')
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`)]

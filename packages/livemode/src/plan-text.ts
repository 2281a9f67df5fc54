import {loaders} from '@livemode/bootentry'
import type {PlannedFile} from '@livemode/config'
import {renderArgv} from '@livemode/container'
import {renderFindings} from './report/index.ts'
import {isStartedHere} from './started-here.ts'
import {renderChanges, renderSummary} from './transaction-text.ts'
import type {PlannedTransaction, UpgradePlan} from './upgrade-plan.ts'

/** A plan for a reader: what goes into the image, what makes it, and how it is booted. */
export function renderPlan(
  {messages, image, machine, bootEntry}: UpgradePlan,
  {
    planned,
    unplanned,
    repositoriesFrom,
    whyNotByLoader,
  }: {
    readonly planned?: PlannedTransaction
    /** What there is to say of the packages where nothing is planned. */
    readonly unplanned: string
    /** See `repositoriesFrom`. */
    readonly repositoriesFrom: string | null
    /** See there. */
    readonly whyNotByLoader: string | null
  },
): string {
  const packages = messages.LiveModeRequirementsTasks.packages
  return [
    `Image ${image.buildId}`,
    ...section(`${packages.length} packages`, [packages.join(' ')]),
    ...section(
      repositoriesFrom === null
        ? 'Repositories'
        : `Repositories of Leapp, as told by ${repositoriesFrom}`,
      messages.UsedTargetRepositories.repos.map(({repoid, uri}) => `${repoid} ${uri ?? ''}`),
    ),
    ...section(`${image.files.length} files of the image`, image.files.map(renderFile)),
    ...section(
      `${machine.files.length} files of the machine’s part, source root at ${machine.sourceRoot}`,
      machine.files.map(renderFile),
    ),
    ...section(
      'Not in the live system’s fstab',
      machine.fstab.leftOut.map(({entry, why}) => `${entry.spec} ${entry.file}: ${why}`),
    ),
    ...section(
      'Packages of the upgrade',
      planned
        ? [renderSummary(planned.transaction), ...renderChanges(planned.transaction)]
        : [unplanned],
    ),
    ...section(
      'What speaks against it',
      planned ? renderFindings(planned.findings).split('\n') : [],
    ),
    ...section('Initramfs', [renderArgv(image.initramfs.argv)]),
    ...section('Image', [renderArgv(image.squashfs.argv)]),
    ...section(`Boot entry "${bootEntry.title}" (${bootEntry.loader})`, [
      `kernel     ${bootEntry.kernel}`,
      `initramfs  ${bootEntry.initramfs}`,
      `cmdline    ${bootEntry.cmdline}`,
      ...loaders[bootEntry.loader].planFiles(bootEntry).map(({path}) => `write      ${path}`),
      ...bootEntry.steps.map(step => `run        ${step.join(' ')}`),
      ...(isStartedHere(bootEntry.loader) ? ['go there   livemode start'] : []),
      ...(whyNotByLoader === null ? [] : [`because    ${whyNotByLoader}`]),
    ]),
  ].join('\n')
}

const renderFile = (file: PlannedFile) =>
  file.type === 'symlink' ? `${file.path} -> ${file.target}` : `${file.path} ${file.mode}`

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`.trimEnd())]

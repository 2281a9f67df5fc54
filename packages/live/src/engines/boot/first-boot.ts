import {rmSync, symlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {parseOsRelease} from '@livemode/host'
import {makeFolderDurably, removeDurably, syncFolder, writeDurably} from '../../system/durable.ts'
import {isTried, noteTrial} from '../../system/upgrade/trial.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {openMenu, wordOfKernel} from './menu.ts'
import {findEntry, isOfSource} from './source-entry.ts'

const units = '/etc/systemd/system'

/** Each with the target that starts it. */
const firstBootUnits = {
  'livemode-first-boot.service': 'multi-user.target',
  'livemode-first-boot-limit.service': 'sysinit.target',
} as const

/**
 * Leaves on the upgraded system what checks its first boot, and takes itself away then; what was running before the
 * upgrade has been left there by `install`. Then puts the new kernel on trial, where the live system can come again if that does
 * not come up.
 */
export async function leaveFirstBoot(
  context: EngineContext,
  {kernels}: {readonly kernels: readonly string[]},
): Promise<void> {
  const {live, resume, menu} = context
  const folder = live.source.resolve(sourcePlaces.firstBoot)
  makeFolderDurably(folder)
  const {id, versionId} = parseOsRelease(live.readText('/etc/os-release') ?? '')
  writeDurably(join(folder, 'release'), {content: `${id} ${versionId ?? ''}`.trim()})
  writeDurably(join(folder, 'check'), {content: ownText(live, 'first-boot'), mode: 0o755})
  if (resume.kind !== 'none') {
    const held = renderResume(context, resume)
    writeDurably(join(folder, `resume-${resume.kind}`), {content: held})
  }
  writeDurably(join(folder, 'trial-entry'), {content: menu.trial.file})
  writeDurably(live.source.resolve(sourcePlaces.firstBootLimit), {
    content: ownText(live, 'first-boot-limit'),
    mode: 0o755,
  })
  for (const [unit, target] of Object.entries(firstBootUnits)) enableUnit(live, {unit, target})
  putOnTrial(context, kernels)
}

/** What holds the live system as the default, for the shell script of the first boot: where, and by which value. */
function renderResume(
  context: EngineContext,
  resume: Exclude<EngineContext['resume'], {kind: 'none'}>,
): string {
  if (resume.kind === 'file') return resume.path
  if (resume.kind === 'variable') return `${resume.name}\n${resume.value}\n`
  const {block, kernel} = resume
  return `${block}\n${wordOfKernel(openMenu(context), kernel) ?? ''}\n`
}

function enableUnit(
  live: EngineContext['live'],
  {unit, target}: {unit: string; target: string},
): void {
  const configured = live.source.resolve(units)
  makeFolderDurably(configured)
  writeDurably(join(configured, unit), {content: ownText(live, unit)})
  const link = join(live.source.resolve(`${units}/${target}.wants`), unit)
  makeFolderDurably(dirname(link))
  rmSync(link, {force: true})
  symlinkSync(`${units}/${unit}`, link)
  syncFolder(dirname(link))
}

/**
 * What a boot that nobody watches needs besides, so that what cannot go on resets the machine, and the live system comes
 * again: the kernel and initramfs-tools wait for ever by themselves, dracut opens a shell, and a systemd that crashes stands still.
 * A kernel that stands still is reset by its own detector, which makes a panic of it, or by the machine's watchdog that
 * systemd feeds; where there is neither, they change nothing.
 */
const trialArguments = [
  ...['panic=60', 'rd.shell=0', 'rd.emergency=reboot', 'systemd.crash_reboot=1'],
  ...['nmi_watchdog=panic', 'systemd.watchdog_sec=180'],
]

/** Of several kernels that which the menu has first. Without a new one that which booted before boots as before. */
function putOnTrial(context: EngineContext, kernels: readonly string[]): void {
  if (kernels.length === 0) return
  const {live, menu, resume} = context
  const {name, entries} = openMenu(context)
  const first = entries().find(
    entry => kernels.includes(entry.version ?? '') && isOfSource(context, entry),
  )
  const kernel = first?.version ?? kernels[0] ?? ''
  const entry = findEntry(context, kernel)
  if (entry === undefined) throw new Refusal(`${name} has no entry for the kernel ${kernel}`)
  planDefault(context, {kernel, word: entry.word})
  if (!isTried(resume)) return
  const {id, file} = menu.trial
  const title = 'The upgraded system, on trial'
  const content = entry.renderTrial({id, title, more: trialArguments.join(' ')})
  writeDurably(live.source.resolve(file), {content})
  noteTrial(live, {kernel, boots: 0})
  context.say(
    `kernel ${kernel} is booted next; until it has come up, the live system is the default`,
  )
}

/**
 * Has the new kernel be what boots by default when it has come up: where the loader keeps what was chosen once, that may
 * be the old one. What the administrator has configured is told.
 */
function planDefault(
  context: EngineContext,
  {kernel, word}: {readonly kernel: string; readonly word: string},
): void {
  const {live, menu, note} = context
  const {byDefault, findByWord} = openMenu(context)
  const chosen = byDefault()
  const entry = findByWord(chosen.word)
  // Another system on the same disks is another choice.
  const isChange =
    entry !== undefined &&
    isOfSource(context, entry) &&
    ![kernel, undefined].includes(entry.version)
  if (isChange && !chosen.isSaved) {
    note({
      lookAt: [
        `the boot loader is configured to boot ${chosen.word} by default, not the new kernel ${kernel}`,
      ],
    })
  }
  const place =
    menu.kind === 'grub'
      ? join(live.source.resolve(sourcePlaces.firstBoot), 'saved-entry')
      : live.source.resolve(sourcePlaces.defaultEntry)
  if (isChange && chosen.isSaved) writeDurably(place, {content: word})
  else if (menu.kind === 'grub') removeDurably(place)
}

function ownText(live: EngineContext['live'], name: string): string {
  const text = live.readText(`${places.library}/${name}`)
  if (text === undefined) throw new Error(`the live system has no ${name}`)
  return text
}

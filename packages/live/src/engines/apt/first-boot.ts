import {mkdirSync, rmSync, symlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {UpgradeTransaction} from '@livemode/config'
import {parseOsRelease} from '@livemode/host'
import {makeFolderDurably, syncFolder, writeDurably} from '../../system/durable.ts'
import {bootOnTrial} from '../../system/upgrade/trial.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {kernelsOf} from './kernels.ts'
import {openMenu} from './menu.ts'
import {readTransaction} from './payload.ts'

const units = '/etc/systemd/system'

/** Each with the target that starts it. */
const firstBootUnits = {
  'livemode-first-boot.service': 'multi-user.target',
  'livemode-first-boot-limit.service': 'sysinit.target',
} as const

/**
 * Leaves on the upgraded system what checks its first boot, and takes itself away then; what was running before the
 * upgrade has been left there by `install`. Then has the loader boot the new kernel once: the live system comes again
 * where that does not come up.
 */
export async function planFirstBoot(context: EngineContext): Promise<void> {
  const {live, resume} = context
  const folder = live.source.resolve(sourcePlaces.firstBoot)
  makeFolderDurably(folder)
  const {id, versionId} = parseOsRelease(live.readText('/etc/os-release') ?? '')
  writeDurably(join(folder, 'release'), {content: `${id} ${versionId ?? ''}`.trim()})
  writeDurably(join(folder, 'check'), {content: ownText(live, 'first-boot'), mode: 0o755})
  if (resume !== null) {
    const content = resume.kind === 'file' ? resume.path : resume.name
    writeDurably(join(folder, `resume-${resume.kind}`), {content})
  }
  for (const [unit, target] of Object.entries(firstBootUnits)) enableUnit(live, {unit, target})
  bootNewestKernel(context, readTransaction(context))
}

function enableUnit(
  live: EngineContext['live'],
  {unit, target}: {unit: string; target: string},
): void {
  const configured = live.source.resolve(units)
  mkdirSync(configured, {recursive: true})
  writeDurably(join(configured, unit), {content: ownText(live, unit)})
  const link = join(configured, `${target}.wants`, unit)
  makeFolderDurably(dirname(link))
  rmSync(link, {force: true})
  symlinkSync(`${units}/${unit}`, link)
  syncFolder(dirname(link))
}

/** Without a new kernel the one that booted before boots as before. */
function bootNewestKernel(context: EngineContext, transaction: UpgradeTransaction): void {
  const {live, menu} = context
  const kernel = kernelsOf(transaction).at(-1)
  if (kernel === undefined) return
  const {name, entries} = openMenu(context)
  const entry = entries().find(({version}) => version === kernel)
  if (entry === undefined) throw new Refusal(`${name} has no entry for the kernel ${kernel}`)
  bootOnTrial(live, {trial: {kernel, entry: entry.id, boots: 0}, menu})
  context.say(
    `kernel ${kernel} is booted next; until it has come up, the live system is the default`,
  )
}

function ownText(live: EngineContext['live'], name: string): string {
  const text = live.readText(`${places.library}/${name}`)
  if (text === undefined) throw new Error(`the live system has no ${name}`)
  return text
}

import {mkdirSync, rmSync, symlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {parseOsRelease} from '@livemode/host'
import {makeFolderDurably, syncFolder, writeDurably} from '../../system/durable.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'

const unit = 'livemode-first-boot.service'
const units = '/etc/systemd/system'

/**
 * Leaves on the upgraded system what checks its first boot, and takes itself away then; what was running before the
 * upgrade has been left there by `install`.
 */
export async function planFirstBoot({live}: EngineContext): Promise<void> {
  const folder = live.source.resolve(sourcePlaces.firstBoot)
  makeFolderDurably(folder)
  const {id, versionId} = parseOsRelease(live.readText('/etc/os-release') ?? '')
  writeDurably(join(folder, 'release'), {content: `${id} ${versionId ?? ''}`.trim()})
  writeDurably(join(folder, 'check'), {content: ownText(live, 'first-boot'), mode: 0o755})
  const configured = live.source.resolve(units)
  mkdirSync(configured, {recursive: true})
  writeDurably(join(configured, unit), {content: ownText(live, unit)})
  const link = join(configured, 'multi-user.target.wants', unit)
  makeFolderDurably(dirname(link))
  rmSync(link, {force: true})
  symlinkSync(`${units}/${unit}`, link)
  syncFolder(dirname(link))
}

function ownText(live: EngineContext['live'], name: string): string {
  const text = live.readText(`${places.library}/${name}`)
  if (text === undefined) throw new Error(`the live system has no ${name}`)
  return text
}

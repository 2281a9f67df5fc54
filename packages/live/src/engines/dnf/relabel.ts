import {parseSelinuxConfig} from '@livemode/host'
import {writeDurably} from '../../system/durable.ts'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'

/**
 * Has the first boot give all files their labels where the source uses SELinux: the live system writes them without its
 * policy, and that of the new release has others.
 */
export function askForRelabel({live, say}: Pick<EngineContext, 'live' | 'say'>): void {
  const state = parseSelinuxConfig(live.source.readText('/etc/selinux/config') ?? '')
  if (state === undefined || state === 'disabled') return
  writeDurably(live.source.resolve(sourcePlaces.relabel), {content: '-F\n'})
  say(`the first boot gives all files their SELinux labels (${sourcePlaces.relabel})`)
}

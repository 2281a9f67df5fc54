import {writeDurably} from './durable.ts'
import {parseGrubBlock, setInGrubEnvironment} from './grub-environment.ts'
import type {LiveSystem} from './live-system.ts'
import {syncForLoader} from './loader-sync.ts'

/** The variables in an environment block of the source; none where there is no such file. */
export const readGrubBlock = (live: LiveSystem, block: string): ReadonlyMap<string, string> =>
  parseGrubBlock(live.source.readText(block) ?? '')

/** Writes an environment block of the source anew, with these variables, or without them (null). Throws where it cannot be. */
export function writeGrubBlock(
  live: LiveSystem,
  block: string,
  variables: Parameters<typeof setInGrubEnvironment>[1],
): void {
  const content = setInGrubEnvironment(live.source.readText(block) ?? '', variables)
  const place = live.source.resolve(block)
  writeDurably(place, {content})
  syncForLoader(live, place)
}

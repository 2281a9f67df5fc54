import type {EngineContext} from '../engine.ts'

/**
 * Has each write to these folders on the disk before it returns, until `endSyncedWrites`: a loss of power would leave empty
 * configurations behind of packages that count as installed, and are never set up again. New files have the attribute of their
 * folder, see chattr(1); a file system that has none stays as it is.
 */
export const beginSyncedWrites = (context: EngineContext, folders: readonly string[]): void =>
  setSynced(context, {change: '+S', folders})

/** Takes the attribute back. */
export const endSyncedWrites = (context: EngineContext, folders: readonly string[]): void =>
  setSynced(context, {change: '-S', folders})

function setSynced(
  {live}: Pick<EngineContext, 'live'>,
  {change, folders}: {readonly change: '+S' | '-S'; readonly folders: readonly string[]},
): void {
  const places = folders
    .filter(path => live.source.has(path))
    .map(path => live.source.resolve(path))
  // What it cannot change is no reason to stop: sockets and links have no attributes.
  if (places.length > 0) live.run(['chattr', '-R', '-f', change, ...places])
}

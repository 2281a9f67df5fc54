import type {EngineContext} from '../engine.ts'

/**
 * Where scripts of packages write what no other run of them makes anew. dpkg has what it writes itself on the disk
 * before it takes a package for installed; of what scripts write that holds for nothing.
 */
const folders = [
  '/etc',
  // What is made here and moved to /etc keeps the attributes that it was made with. Initramfs are made in /var/tmp.
  '/tmp',
  // What has been started, answered, enabled and chosen.
  '/var/cache/debconf',
  '/var/lib/apt',
  '/var/lib/dpkg/alternatives',
  '/var/lib/dpkg/triggers',
  '/var/lib/pam',
  '/var/lib/systemd',
  '/var/lib/ucf',
]

/**
 * Has each write to these folders on the disk before it returns, until `endSyncedWrites`: a loss of power would leave empty
 * configurations behind of packages that count as installed, and are never set up again. New files have the attribute of their
 * folder, see chattr(1); a file system that has none stays as it is.
 */
export const beginSyncedWrites = (context: EngineContext): void => setSynced(context, '+S')

/** Takes the attribute back. */
export const endSyncedWrites = (context: EngineContext): void => setSynced(context, '-S')

function setSynced({live}: Pick<EngineContext, 'live'>, change: '+S' | '-S'): void {
  const places = folders
    .filter(path => live.source.has(path))
    .map(path => live.source.resolve(path))
  // What it cannot change is no reason to stop: sockets and links have no attributes.
  if (places.length > 0) live.run(['chattr', '-R', '-f', change, ...places])
}

import type {EngineContext} from '../engine.ts'
import {beginSyncedWrites, endSyncedWrites} from '../scripts/synced-writes.ts'

/**
 * Where scriptlets write what no other run of them makes anew. rpm has what it writes itself on the disk, as it is told to;
 * of what scriptlets write that holds for nothing.
 */
const folders = [
  '/etc',
  // What is made here and moved to /etc keeps the attributes that it was made with.
  '/tmp',
  '/var/lib/alternatives',
  '/var/lib/authselect',
  '/var/lib/rpm-state',
  '/var/lib/selinux',
  '/var/lib/systemd',
]

/** What scriptlets of packages need around them: what they write is on the disk. Can be repeated. */
export const beginScripts = (context: EngineContext): void => beginSyncedWrites(context, folders)

/** Takes that back, whichever boot has begun it. */
export const endScripts = (context: EngineContext): void => endSyncedWrites(context, folders)

import type {EngineContext} from '../engine.ts'
import {beginSyncedWrites, endSyncedWrites} from '../scripts/synced-writes.ts'
import {allowServices, forbidServices} from './policy.ts'

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

/** What scripts of packages need around them: they start no service, and what they write is on the disk. Can be repeated. */
export function beginScripts(context: EngineContext): void {
  beginSyncedWrites(context, folders)
  forbidServices(context.live)
}

/** Takes that back, whichever boot has begun it. */
export function endScripts(context: EngineContext): void {
  allowServices(context.live)
  endSyncedWrites(context, folders)
}

import {existsSync} from 'node:fs'
import type {DeviceSupportId} from '@livemode/config'
import {type CrypttabEntry, parseCrypttab} from '@livemode/host'
import {type Changes, makeChanges} from '../changes.ts'
import type {LiveSystem} from '../live-system.ts'
import type {SourceTree} from '../source-tree.ts'
import {ownKeyOf, reasonToLeaveOut, withOwnKey} from './crypttab-entry.ts'
import {type EntryState, planCrypttab} from './crypttab-plan.ts'
import {isDeviceMapperName} from './device-mapper-name.ts'
import {readSupport} from './device-support.ts'
import {isBoundByClevis, readOpenName} from './open-device.ts'

const path = '/etc/crypttab'

/**
 * Makes crypttab(5) from the source's: what opens by itself there opens by itself here. Nothing asks for a passphrase,
 * and nothing is made anew on a device. Gives the exit code.
 */
export const takeOverCrypttab = (live: LiveSystem): number => (makeChanges(live, planFrom) ? 0 : 1)

function planFrom(live: LiveSystem): Changes {
  const text = live.source.readText(path)
  if (text === undefined) throw new Error(`/sysroot${path} is no file that can be read`)
  // A reload before udev has been through all devices would take them for gone.
  if (live.run(['udevadm', 'settle', '--timeout=30']).code !== 0) {
    live.say('crypttab: udev is still busy')
  }
  const support = readSupport(live)
  const states = parseCrypttab(text).map(entry => readState(live, {written: entry, support}))
  return planCrypttab(states, file => placeOf(live.source, file))
}

/** Links are followed as the source follows them; the live system would follow an absolute one out of it. */
function placeOf(source: SourceTree, file: string): string {
  try {
    return source.resolve(file)
  } catch {
    // A circle of links leads to no file in either system.
    return `${source.root}${file}`
  }
}

function readState(
  live: LiveSystem,
  {written, support}: {written: CrypttabEntry; support: readonly DeviceSupportId[]},
): EntryState {
  const {name} = written
  // Any other name could lead to another folder.
  const isName = isDeviceMapperName(name)
  const hasOwnKey = isName && live.source.stat(ownKeyOf(name))?.isFile === true
  const isOpen = isName && existsSync(live.path(`/dev/mapper/${name}`))
  const entry = withOwnKey(written, hasOwnKey)
  const isAnswered =
    support.includes('clevis') && entry.keyFile === null && isBoundByClevis(live, entry.device)
  const reason = reasonToLeaveOut(entry, {isOpen, support, isAnswered})
  const openAs = reason === undefined ? readOpenName(live, entry.device) : undefined
  return {entry, reason, isAnswered, openAs}
}

import {chmodSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {findStaticAddresses} from '@livemode/host'
import type {LiveSystem} from '../live-system.ts'
import type {SourceTree} from '../source-tree.ts'
import {readLiveProfiles} from './live-profiles.ts'
import {keyfileFolder} from './places.ts'
import {planProfiles} from './plan.ts'
import type {PlannedProfile} from './planned-profile.ts'
import {fromByteText, textAsBytes} from './source/byte-text.ts'
import {readSourceProfiles} from './source/source-profiles.ts'

/**
 * Gives NetworkManager the source system's own profiles, for this boot only. Gives the exit code: 1 when a file could
 * not be read or written, which does not cost the others.
 */
export function takeOverNetworkProfiles(live: LiveSystem): number {
  const source = readSourceProfiles(live.source)
  const {files, messages} = planProfiles(source, readLiveProfiles(live))
  for (const message of [...messages, ...tellStaticAddresses(live.source)]) say(live, message)
  const folders = new Set([keyfileFolder, ...files.map(({folder}) => folder)])
  const done = [
    ...[...folders].map(folder => makeFolder(live, folder)),
    ...files.map(file => write(live, file)),
  ]
  return source.unreadable.length === 0 && done.every(Boolean) ? 0 : 1
}

/** Other tools than NetworkManager have given interfaces their addresses: it does not read their files. */
const tellStaticAddresses = (source: SourceTree): readonly string[] =>
  findStaticAddresses({
    list: folder => source.list(folder).toSorted(),
    read: path => source.readFile(path)?.toString('utf8'),
  }).map(
    ({interface: name, file}) =>
      `${name ?? 'an interface'}: the address in ${file} is not taken over`,
  )

/** A value must not make lines of its own in the journal. */
const say = (live: LiveSystem, message: string): void =>
  live.say(fromByteText(message).replace(/\p{Cc}/gu, '?'))

function makeFolder(live: LiveSystem, folder: string): boolean {
  const path = live.path(folder)
  return attempt(live, {
    place: folder,
    act: () => {
      mkdirSync(path, {recursive: true, mode: 0o755})
      // There can be secrets in keyfiles.
      if (folder === keyfileFolder) chmodSync(path, 0o700)
    },
  })
}

/** Writes a file, there at once and as a whole. */
function write(live: LiveSystem, {folder, name, text, mode}: PlannedProfile): boolean {
  const unfinished = live.path(`${folder}/.livemode-unfinished`)
  return attempt(live, {
    place: `${folder}/${name}`,
    act: () => {
      rmSync(unfinished, {force: true})
      writeFileSync(unfinished, textAsBytes(text), {flag: 'wx', mode: 0o600})
      chmodSync(unfinished, mode)
      try {
        renameSync(unfinished, live.path(`${folder}/${fromByteText(name)}`))
      } finally {
        rmSync(unfinished, {force: true})
      }
    },
  })
}

/** Does something to a place; gives whether it could be done. */
function attempt(
  live: LiveSystem,
  {place, act}: {readonly place: string; readonly act: () => void},
): boolean {
  try {
    act()
    return true
  } catch (error) {
    const {code = 'unknown'} = error as NodeJS.ErrnoException
    say(live, `${place} could not be written (${code})`)
    return false
  }
}

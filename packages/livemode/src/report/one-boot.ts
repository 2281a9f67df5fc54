import {posix} from 'node:path'
import {loaders} from '@livemode/bootentry'
import {type Location, locateFile} from '@livemode/host'
import {type Finding, when} from './finding.ts'
import type {Situation} from './situation.ts'

/** A machine, and what is to start the live image on it. */
export type Started = Pick<Situation, 'host' | 'loader'>

/** Looks for what keeps a boot loader from booting the live image, and from booting it once. */
export const findArmingProblems = (started: Started): readonly Finding[] =>
  [entryIsBootedOnce, environmentIsRead, nextEntryIsRead, entriesAreRead].flatMap(check =>
    check(started),
  )

/** GRUB writes to a file by the places of its blocks: they must stay where they are, and be no sum of others. */
const writable = ['ext2', 'ext3', 'ext4', 'xfs', 'vfat']

/** What is made of several devices, or of one that is unlocked, GRUB only reads. */
const readOnly = /^(lvm|raid\d*|linear|md|crypt|dm)/

/** The file by which a loader is armed, and the program that writes it; undefined where it is none. */
function environmentOf({loader}: Started): {file: string; editor: string} | undefined {
  if (loader === 'unknown') return undefined
  const {file, planArming} = loaders[loader].arming
  const [editor = ''] = planArming(null) ?? []
  return file === null ? undefined : {file, editor}
}

/** An entry that GRUB cannot disarm before it boots it would be booted for ever. */
function entryIsBootedOnce(started: Started): readonly Finding[] {
  const environment = environmentOf(started)
  if (environment === undefined) return []
  const {file} = environment
  const why = reasonOf(locateFile(started.host, file))
  return when(why !== undefined, () => ({
    id: 'one-boot-not-possible',
    severity: 'inhibitor',
    sentence: `GRUB cannot write to ${file}, which lies on ${why}: it would boot the live image again and again`,
    remedy: 'give /boot a file system of its own, ext4 or xfs on a plain partition',
  }))
}

/** A BIOS starts GRUB from the partition that it is installed in, and there its links end: UEFI starts it from where they lead. */
function environmentIsRead(started: Started): readonly Finding[] {
  const {host} = started
  const environment = host.firmware === 'bios' ? environmentOf(started) : undefined
  if (environment === undefined) return []
  const {file, editor} = environment
  const place = host.resolvedPaths[file]
  if (place === undefined) return []
  const [written, read] = [place, posix.dirname(file)].map(path => locateFile(host, path).mount)
  return when(written?.target !== read?.target, () => ({
    id: 'environment-not-read',
    severity: 'inhibitor',
    sentence: `${file} is a link to ${place} on another file system, where GRUB of a BIOS does not follow it: the live image would not be booted`,
    remedy: `make ${file} a file of its own: remove the link, and run ${editor} ${file} create`,
  }))
}

/** The menu that a loader shows, where none of them does something; one that goes on elsewhere tells nothing. */
export function menuWithout(
  {host: {grubMenus = []}, loader}: Started,
  does: 'readsNextEntry' | 'readsSavedEntry' | 'readsEntries',
): string | undefined {
  const menus = grubMenus.filter(({file}) => file.startsWith('/boot/grub/') === (loader === 'grub'))
  // What was not read says nothing.
  if (menus.some(menu => menu[does] ?? true)) return undefined
  return menus.find(({goesOn}) => !goesOn)?.file
}

/** What is written into the environment block changes nothing where nobody reads it. */
function nextEntryIsRead(started: Started): readonly Finding[] {
  const menu = environmentOf(started) && menuWithout(started, 'readsNextEntry')
  return when(menu !== undefined, () => ({
    id: 'next-entry-not-read',
    severity: 'inhibitor',
    sentence: `nothing in ${menu} reads next_entry: the live image would not be booted`,
    remedy: `have ${menu} made by grub-mkconfig (update-grub), or with what its 00_header does`,
  }))
}

/** grubby writes entries of the Boot Loader Specification, which GRUB shows by blscfg alone. */
function entriesAreRead(started: Started): readonly Finding[] {
  const menu = started.loader === 'grubby' ? menuWithout(started, 'readsEntries') : undefined
  return when(menu !== undefined, () => ({
    id: 'loader-entries-not-read',
    severity: 'inhibitor',
    sentence: `${menu} does not show the entries below /boot/loader/entries, which grubby writes`,
    remedy:
      'set GRUB_ENABLE_BLSCFG=true in /etc/default/grub, and have the menu made anew by grub2-mkconfig',
  }))
}

function reasonOf({mount: {fstype, devices}}: Location): string | undefined {
  if (!writable.includes(fstype)) return fstype
  const device = devices.find(({type}) => readOnly.test(type))
  return device && `${device.name} (${device.type})`
}

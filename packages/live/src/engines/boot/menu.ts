import {posix} from 'node:path'
import type {Menu} from '../../facts.ts'
import {readGrubBlock} from '../../system/grub-block.ts'
import type {LiveSystem} from '../../system/live-system.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {parseBlsEntry} from './bls-entry.ts'
import {findGrubDefault, readGrubDefault, renderGrubDefault} from './grub-default.ts'
import {type GrubEntry, parseGrubEntries, renderGrubEntry} from './grub-entries.ts'
import type {MenuDefault, MenuEntry} from './menu-entry.ts'

/** The menu of the source's boot loader. */
export interface SourceMenu {
  /** As in the sentence "… has no entry". */
  readonly name: string
  /** The file or folder that it is read from. */
  readonly place: string
  /** Those that boot by themselves come first: of several kernels the newest. */
  readonly entries: () => readonly MenuEntry[]
  readonly byDefault: () => MenuDefault
  /** The entry that such a word names; undefined where it is none of Linux. */
  readonly findByWord: (word: string) => MenuEntry | undefined
}

/** Opens the menu of the source's boot loader. */
export function openMenu({
  menu,
  live,
}: {
  readonly menu: Menu
  readonly live: LiveSystem
}): SourceMenu {
  const readText = (path: string) => live.source.readText(path) ?? ''
  if (menu.kind === 'grub') {
    const {file} = menu
    const grubEntries = () => parseGrubEntries(readText(file))
    return {
      name: 'GRUB’s menu',
      place: file,
      entries: () => grubEntries().map(asMenuEntry),
      byDefault: () => {
        const environment = posix.join(posix.dirname(file), 'grubenv')
        return readGrubDefault(readText(file), readText(environment))
      },
      findByWord: word => {
        const entry = findGrubDefault(grubEntries(), word)
        return entry && asMenuEntry(entry)
      },
    }
  }
  const {boot, block} = menu
  const folder = posix.join(boot, 'loader/entries')
  const parsedEntries = () =>
    live.source
      .list(folder)
      .map(name => posix.join(folder, name))
      .filter(path => path.endsWith('.conf') && path !== menu.trial.file)
      .flatMap(path => parseBlsEntry(readText(path), {boot, name: posix.basename(path)}))
      .toSorted((a, b) => byVersion.compare(b.version ?? '', a.version ?? ''))
  const entries = () => {
    if (block === null) return parsedEntries()
    const variables = readGrubBlock(live, block)
    return parsedEntries().map(entry => asOfGrub(entry, variables))
  }
  return {
    name: folder,
    place: folder,
    entries,
    byDefault: () => {
      // Firmware and block have the live system there meanwhile, and get this back.
      const saved = live.source.readText(sourcePlaces.defaultEntry)?.trim()
      if (saved || block !== null) return {word: saved ?? '', isSaved: true}
      const configuration = readText(posix.join(boot, 'loader/loader.conf'))
      return {word: /^\s*default\s+(\S+)/m.exec(configuration)?.[1] ?? '', isSaved: false}
    },
    findByWord: wanted =>
      block === null
        ? entries().find(({word}) => posix.matchesGlob(word, wanted === '' ? '*' : wanted))
        : (entries().find(({word, title}) => [word, title].includes(wanted)) ??
          entries()[Number(wanted)]),
  }
}

/** How a menu names the entry that boots a kernel, by the path of that; undefined where there is none. */
export const wordOfKernel = ({entries}: SourceMenu, kernel: string): string | undefined =>
  entries().find(entry => entry.kernel === kernel)?.word

/** As GRUB shows an entry of the Boot Loader Specification: by its id, with variables of its environment block. */
function asOfGrub(entry: MenuEntry, variables: ReadonlyMap<string, string>): MenuEntry {
  const expand = (text: string) =>
    text.replace(/\$\{?(\w+)\}?/g, (_all, name: string) => variables.get(name) ?? '').trim()
  // Where /boot is no file system of its own, the paths begin with it.
  const inBoot = (path: string) => `/boot/${posix.basename(path)}`
  return {
    ...entry,
    word: entry.word.replace(/\.conf$/, ''),
    kernel: inBoot(entry.kernel),
    initramfs: entry.initramfs
      .flatMap(path => path.split(/\s+/))
      .filter(isFile)
      .map(inBoot),
    cmdline: expand(entry.cmdline),
  }
}

/** tuned has a variable behind the initramfs. */
const isFile = (path: string) => !posix.basename(path).startsWith('$')

const byVersion = new Intl.Collator('en', {numeric: true})

/** GRUB has its kernels below the root of the file system that holds them: that is the source's /boot. */
function asMenuEntry(entry: GrubEntry): MenuEntry {
  const inBoot = (path: string) => `/boot/${posix.basename(path)}`
  const kernel = inBoot(entry.kernel)
  return {
    kernel,
    initramfs: entry.initramfs.map(inBoot),
    word: renderGrubDefault(entry),
    version: /\/vmlinuz-(.+)$/.exec(kernel)?.[1],
    cmdline: entry.arguments.join(' '),
    renderTrial: trial => renderGrubEntry(entry, trial),
  }
}

import {posix} from 'node:path'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'
import {parseBlsEntry} from './bls-entry.ts'
import {findGrubDefault, readGrubDefault, renderGrubDefault} from './grub-default.ts'
import {type GrubEntry, parseGrubEntries, renderGrubEntry} from './grub-entries.ts'

/** What a boot loader's menu boots, as far as it is a kernel of the source's. */
export interface MenuEntry {
  /** Paths of the source. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** As uname(2) has it; undefined where the entry does not tell. */
  readonly version: string | undefined
  /** The kernel's arguments. */
  readonly cmdline: string
  /** How the loader's default names it. */
  readonly word: string
  /** The text of an entry that does the same, and gives the kernel more arguments; `id` is what GRUB is to call it. */
  readonly renderTrial: (trial: {
    readonly id: string
    readonly title: string
    readonly more: string
  }) => string
}

/** What a boot loader boots where nobody chooses. */
export interface MenuDefault {
  /** What names it: for GRUB a number, a title or an id behind those of its submenus, else a pattern of file names. */
  readonly word: string
  /** Whether the loader keeps it itself, and it is not a configuration that says it. */
  readonly isSaved: boolean
}

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
export function openMenu({menu, live}: Pick<EngineContext, 'menu' | 'live'>): SourceMenu {
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
  const {boot} = menu
  const folder = posix.join(boot, 'loader/entries')
  const entries = () =>
    live.source
      .list(folder)
      .map(name => posix.join(folder, name))
      .filter(path => path.endsWith('.conf') && path !== menu.trial.file)
      .flatMap(path => parseBlsEntry(readText(path), {boot, name: posix.basename(path)}))
      .toSorted((a, b) => byVersion.compare(b.version ?? '', a.version ?? ''))
  return {
    name: folder,
    place: folder,
    entries,
    byDefault: () => {
      // The firmware has the live system there meanwhile, and gets this back.
      const saved = live.source.readText(sourcePlaces.defaultEntry)?.trim()
      if (saved) return {word: saved, isSaved: true}
      const configuration = readText(posix.join(boot, 'loader/loader.conf'))
      return {word: /^\s*default\s+(\S+)/m.exec(configuration)?.[1] ?? '', isSaved: false}
    },
    findByWord: pattern =>
      entries().find(({word}) => posix.matchesGlob(word, pattern === '' ? '*' : pattern)),
  }
}

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

import {posix} from 'node:path'
import type {EngineContext} from '../engine.ts'
import {parseBlsEntry} from './bls-entry.ts'
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
  /** The text of an entry that does the same, and gives the kernel more arguments; `id` is what GRUB is to call it. */
  readonly renderTrial: (trial: {
    readonly id: string
    readonly title: string
    readonly more: string
  }) => string
}

/** The menu of the source's boot loader. */
export interface SourceMenu {
  /** As in the sentence "… has no entry". */
  readonly name: string
  /** The file or folder that it is read from. */
  readonly place: string
  /** Those that boot by themselves come first: of several kernels the newest. */
  readonly entries: () => readonly MenuEntry[]
  /** The program of the source's that puts a kernel into it. */
  readonly planEntry: (version: string) => readonly string[]
}

/** Opens the menu of the source's boot loader. */
export function openMenu({menu, live}: Pick<EngineContext, 'menu' | 'live'>): SourceMenu {
  if (menu.kind === 'grub') {
    const {file} = menu
    return {
      name: 'GRUB’s menu',
      place: file,
      entries: () => parseGrubEntries(live.source.readText(file) ?? '').map(asMenuEntry),
      planEntry: () => ['update-grub'],
    }
  }
  const {boot} = menu
  const folder = posix.join(boot, 'loader/entries')
  return {
    name: folder,
    place: folder,
    entries: () =>
      live.source
        .list(folder)
        .map(name => posix.join(folder, name))
        .filter(path => path.endsWith('.conf') && path !== menu.trial.file)
        .flatMap(path => parseBlsEntry(live.source.readText(path) ?? '', {boot}))
        .toSorted((a, b) => byVersion.compare(b.version ?? '', a.version ?? '')),
    planEntry: version => [
      ...['kernel-install', 'add', version],
      ...[`/boot/vmlinuz-${version}`, `/boot/initrd.img-${version}`],
    ],
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
    version: /\/vmlinuz-(.+)$/.exec(kernel)?.[1],
    cmdline: entry.arguments.join(' '),
    renderTrial: trial => renderGrubEntry(entry, trial),
  }
}

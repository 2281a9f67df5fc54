import {posix} from 'node:path'
import type {EngineContext} from '../engine.ts'
import {parseBlsEntry} from './bls-entry.ts'
import {parseGrubEntries} from './grub-entries.ts'

/** What a boot loader's menu boots, as far as it is a kernel of the source's. */
export interface MenuEntry {
  /** What the loader calls it. */
  readonly id: string
  /** Paths of the source. */
  readonly kernel: string
  readonly initramfs: readonly string[]
  /** As uname(2) has it; undefined where the entry does not tell. */
  readonly version: string | undefined
  /** The kernel's arguments. */
  readonly cmdline: string
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
        .filter(name => name.endsWith('.conf'))
        .flatMap(name =>
          parseBlsEntry(live.source.readText(posix.join(folder, name)) ?? '', {
            id: idOf(name),
            boot,
          }),
        )
        .toSorted((a, b) => byVersion.compare(b.version ?? '', a.version ?? '')),
    planEntry: version => [
      ...['kernel-install', 'add', version],
      ...[`/boot/vmlinuz-${version}`, `/boot/initrd.img-${version}`],
    ],
  }
}

const byVersion = new Intl.Collator('en', {numeric: true})

/** systemd-boot counts in the name how often an entry may be tried, and takes a pattern for an entry. */
const idOf = (name: string) => name.replace(/\+\d+(-\d+)?\.conf$/, '*.conf')

/** GRUB has its kernels below the root of the file system that holds them: that is the source's /boot. */
function asMenuEntry({
  id,
  kernel,
  initramfs,
  arguments: words,
}: ReturnType<typeof parseGrubEntries>[number]) {
  const inBoot = (path: string) => `/boot/${posix.basename(path)}`
  return {
    id,
    kernel: inBoot(kernel),
    initramfs: initramfs.map(inBoot),
    version: /\/vmlinuz-(.+)$/.exec(inBoot(kernel))?.[1],
    cmdline: words.join(' '),
  } satisfies MenuEntry
}

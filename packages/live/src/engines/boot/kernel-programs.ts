import type {Menu} from '../../facts.ts'

/** The programs by which a source puts a kernel into its boot loader's menu, and looks into what boots it. */
export interface KernelPrograms {
  /** What makes the initramfs of a kernel, and where; null where the program of the menu makes it. */
  readonly initramfs: {
    readonly place: (version: string) => string
    readonly make: (version: string) => readonly string[]
  } | null
  /** What lists the files of an initramfs; its program is a file of the source, by its path. */
  readonly list: (path: string) => readonly [string, ...string[]]
  /** Whether a line of such a list is that of the initramfs' own `/init`. */
  readonly isInit: (line: string) => boolean
  /** What puts a kernel into a menu of this kind. */
  readonly addEntry: Readonly<Record<Menu['kind'], (version: string) => readonly string[]>>
}

/** The kernels that an upgrade brings, as uname(2) has their releases, and how the source has them boot. */
export interface BroughtKernels {
  readonly versions: readonly string[]
  readonly programs: KernelPrograms
}

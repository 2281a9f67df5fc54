import {readSmallFile} from './regular-file.ts'

/** What a configuration of GRUB does besides showing its entries. */
export interface GrubMenu {
  readonly file: string
  /** Whether it boots what `next_entry` of the environment block names, see grub-reboot(8). */
  readonly readsNextEntry: boolean
  /** Whether it boots by default what `saved_entry` there names, see grub-set-default(8). */
  readonly readsSavedEntry: boolean
  /** Whether it shows the entries of the Boot Loader Specification. */
  readonly readsEntries: boolean
  /** Whether it goes on in another file, which may do what it does not do itself. */
  readonly goesOn: boolean
}

/** The menus that grub-mkconfig makes, on Debian and on Enterprise Linux. */
const usual = ['/boot/grub/grub.cfg', '/boot/grub2/grub.cfg']

const mostBytes = 4 * 1024 * 1024

/** Reads GRUB's menus, the usual ones and others, as far as they are there. */
export async function readGrubMenus(others: readonly string[]): Promise<readonly GrubMenu[]> {
  const files = [...new Set([...usual, ...others])]
  const contents = await Promise.all(files.map(file => readSmallFile(file, mostBytes)))
  return files.flatMap((file, index) => {
    const content = contents[index]
    return content ? [{file, ...parseGrubMenu(content.toString('utf8'))}] : []
  })
}

/** Parses the text of a grub.cfg. */
export function parseGrubMenu(text: string): Omit<GrubMenu, 'file'> {
  const lines = text.split('\n').filter(line => !/^\s*#/.test(line))
  const has = (pattern: RegExp) => lines.some(line => pattern.test(line))
  return {
    readsNextEntry: has(/\bload_env\b/) && has(/\$\{?next_entry\b/),
    readsSavedEntry: has(/\bload_env\b/) && has(/\bdefault=["']?\$\{?saved_entry\b/),
    readsEntries: has(/^\s*blscfg\b/),
    goesOn: has(/^(?:configfile|normal|source|\.)\s/),
  }
}

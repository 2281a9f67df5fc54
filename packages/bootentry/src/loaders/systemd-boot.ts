import {posix} from 'node:path'
import type {BootEntry} from '../entry.ts'
import type {HeldEntry, Loader} from './loader.ts'

/**
 * Where nothing names a default, the first entry is it: those with a sort key, then the others by
 * name, from the end of the alphabet. A name with a hyphen in front is the last of all.
 */
const id = '-livemode-upgrade.conf'

const folder = 'livemode'

/** The variable by which systemd-boot is told what to boot once; it takes it away before it boots. */
const variable = '/sys/firmware/efi/efivars/LoaderEntryOneShot-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f'

/** systemd-boot, which reads entries of type 1 of the Boot Loader Specification. */
export const systemdBoot: Loader = {
  id: 'systemd-boot',
  program: 'bootctl',
  bootFolder: {
    argv: ['bootctl', '--print-boot-path'],
    parse: answer => answer.toString().trim() || null,
  },
  kernelFolder: folder,
  planOwnArgument: ({initramfs}) => `initrd=\\${folder}\\${posix.basename(initramfs)}`,
  planResumeFile: () => null,
  planFiles: entry => [{path: entryPath(entry), mode: 0o644, content: renderEntry(entry)}],
  planSteps: () => [],
  isRemoval: () => false,
  rewritten: null,
  planReading: () => ({
    argv: ['bootctl', 'list', '--json=short'],
    parse: answer => parseBootctlList(answer.toString(), id),
  }),
  defaultEntry: {
    argv: ['bootctl', 'list', '--no-pager'],
    parse: answer => parseDefaultEntry(answer.toString()),
  },
  isCopyOfDefault: false,
  arming: {
    file: null,
    planArming: entry => ['bootctl', 'set-oneshot', '--', entry ?? ''],
    armed: {file: variable, parse: parseVariable},
  },
}

const entryPath = ({kernel}: BootEntry) =>
  posix.join(posix.dirname(posix.dirname(kernel)), 'loader/entries', id)

/** See https://uapi-group.org/specifications/specs/boot_loader_specification/ */
const renderEntry = ({title, kernel, initramfs, cmdline}: BootEntry) =>
  [
    `title      ${title}`,
    `linux      /${folder}/${posix.basename(kernel)}`,
    `initrd     /${folder}/${posix.basename(initramfs)}`,
    `options    ${cmdline}`,
    '',
  ].join('\n')

interface Listed {
  readonly id?: string
  readonly title?: string
  readonly linux?: string
  readonly initrd?: readonly string[]
  readonly options?: string
}

/** Finds an entry in what `bootctl list --json` prints. */
export function parseBootctlList(text: string, wanted: string): HeldEntry | null {
  const found = parseListed(text).find(listed => listed.id === wanted)
  if (!found) return null
  const {title = '', linux = '', initrd = [], options = ''} = found
  return {id: wanted, title, kernel: linux, initramfs: initrd.join(' '), cmdline: options}
}

/** A list, or with systemd 252 the entries one after the other, each on a line of its own. */
function parseListed(text: string): readonly Listed[] {
  const lines = text.trim() === '' ? [] : text.trim().split('\n')
  return lines.flatMap(line => JSON.parse(line) as Listed | Listed[])
}

/** Finds the default in what `bootctl list` shows; as JSON, systemd 252 does not tell it. */
export function parseDefaultEntry(text: string): string | null {
  const [, id] = /^ *title: .*\(default\).*\n *id: (.*)$/m.exec(text) ?? []
  return id ?? null
}

/** Four bytes of attributes, then text in UTF-16 with a zero behind it. */
function parseVariable(content: Buffer): string | null {
  return content.subarray(4).toString('utf16le').replace(/\0.*$/s, '') || null
}

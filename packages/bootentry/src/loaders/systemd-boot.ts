import {posix} from 'node:path'
import {loaderVariable} from '@livemode/live'
import type {BootEntry} from '../entry.ts'
import {askVariable} from './firmware-variable.ts'
import {type HeldEntry, type Loader, planEntriesMenu} from './loader.ts'

/**
 * Where nothing names a default, the first entry is it: those with a sort key, then the others by
 * name, from the end of the alphabet. A name with a hyphen in front is the last of all.
 */
const id = '-livemode-upgrade.conf'

const folder = 'livemode'

/** Says what to boot once; systemd-boot takes it away before it boots. */
const oneShotVariable = loaderVariable('LoaderEntryOneShot')

/** Says what to boot when nothing else is told, before all that loader.conf says. */
const defaultVariable = loaderVariable('LoaderEntryDefault')

/** systemd-boot, which reads entries of type 1 of the Boot Loader Specification. */
export const systemdBoot: Loader = {
  id: 'systemd-boot',
  ownId: id,
  program: 'bootctl',
  hasBootFolder: true,
  kernelFolder: folder,
  planOwnArgument: ({initramfs}) => `initrd=\\${folder}\\${posix.basename(initramfs)}`,
  planResume: () => ({kind: 'variable', name: defaultVariable, value: id}),
  planMenu: ({kernel}) => planEntriesMenu(bootFolderOf(kernel), null),
  planFiles: entry => [{path: entryPath(entry), mode: 0o644, content: renderEntry(entry)}],
  planSteps: () => [],
  isRemoval: () => false,
  rewritten: null,
  explainFailure: () => undefined,
  planReading: () => ({
    argv: ['bootctl', 'list', '--json=short'],
    parse: answer => parseBootctlList(answer.toString(), id),
  }),
  defaultEntry: {
    argv: ['bootctl', 'list', '--no-pager'],
    parse: answer => parseDefaultEntry(answer.toString()),
    choosing: 'bootctl set-default ID, with an id of bootctl list',
  },
  isCopyOfDefault: false,
  planTakingOff: () => [],
  arming: {
    file: null,
    planArming: entry => ['bootctl', 'set-oneshot', '--', entry ?? ''],
    planLeaving: () => undefined,
    armed: askVariable(oneShotVariable),
    outlivesBoot: true,
    isRestorable: true,
  },
  start: null,
}

const entryPath = ({kernel}: BootEntry) => posix.join(bootFolderOf(kernel), 'loader/entries', id)

const bootFolderOf = (kernel: string) => posix.dirname(posix.dirname(kernel))

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

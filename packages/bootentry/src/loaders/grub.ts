import {readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {type KernelArgument, parseKernelCommandLine} from '@livemode/host'
import type {BootEntry} from '../entry.ts'
import {parseMenuEntry} from './grub-config.ts'
import {armingByEnvironment} from './grub-environment.ts'
import {type Loader, nextTo} from './loader.ts'

const id = 'livemode-upgrade'
const configuration = '/boot/grub/grub.cfg'

/** Behind all others, so that entries keep their numbers. */
const script = '/etc/grub.d/99_livemode'

/** What grub-mkconfig puts around what a script prints. */
const [begin, end] = [`### BEGIN ${script} ###`, `### END ${script} ###`]
/** The menu may hold the hash of a password, and what is made beside it has its mode at the end only. */
const privately = 'umask 077'
const withoutEntry = `${privately}; sed '\\|^${begin}$|,\\|^${end}$|d' ${configuration} >${nextTo(configuration)}`
const withEntry = `{ echo '${begin}' && ${script} && echo '${end}'; } >>${nextTo(configuration)}`

/**
 * GRUB as Debian has it: a script of /etc/grub.d prints the entry whenever the menu is made anew. Now
 * it is put at the end of the menu that is there: one that is made anew need not boot as this one does.
 */
export const grub: Loader = {
  id: 'grub',
  ownId: id,
  program: 'grub-editenv',
  hasBootFolder: false,
  // In /boot itself, the next update-grub would take it for the newest kernel of the source.
  kernelFolder: 'livemode',
  planOwnArgument: ({kernel}) => `BOOT_IMAGE=${kernel}`,
  planResume: ({kernel}) => ({kind: 'file', path: posix.join(posix.dirname(kernel), 'resume')}),
  planMenu: ({kernel}) => ({
    kind: 'grub',
    file: configuration,
    trial: {id: 'livemode-trial', file: posix.join(posix.dirname(kernel), 'trial.cfg')},
  }),
  planFiles: entry => [{path: script, mode: 0o755, content: renderScript(entry)}],
  planSteps: () => [
    ['sh', '-c', `${withoutEntry} && ${withEntry}`],
    ['grub-script-check', nextTo(configuration)],
  ],
  isRemoval: () => false,
  rewritten: {file: configuration, planRepair: () => [['sh', '-c', withoutEntry]]},
  explainFailure: () => undefined,
  planReading: () => ({
    file: nextTo(configuration),
    parse: answer => parseMenuEntry(answer.toString(), id),
  }),
  defaultEntry: null,
  isCopyOfDefault: false,
  planTakingOff: () => [],
  arming: armingByEnvironment('/boot/grub/grubenv', 'grub-editenv'),
  start: null,
}

function renderScript({title, kernel, initramfs, cmdline}: BootEntry): string {
  const values: Readonly<Record<string, string>> = {
    title: menuWord(title),
    kernel,
    initramfs,
    arguments: parseKernelCommandLine(cmdline).map(menuArgument).join(' '),
  }
  const template = readFileSync(new URL('../../files/99_livemode', import.meta.url), 'utf8')
  return template.replace(/'@(\w+)@'/g, (_all, name: string) => shellWord(values[name] ?? ''))
}

/** GRUB puts a backslash before each of these on the way to the kernel, which knows no backslashes. */
function menuArgument({name, value, text}: KernelArgument): string {
  const bare = value === null ? name : `${name}=${value}`
  if (!/['"\\]/.test(bare)) return menuWord(bare)
  throw new LivemodeError(
    'HOST_INVALID',
    // It may be a secret.
    `GRUB cannot pass ${value === null ? text : `the value of ${name}`} on: it has a quote or a backslash in it`,
    {hint: 'take it from the kernel command line of this machine'},
  )
}

/** A word of GRUB's menu language; in single quotes everything but these stands for itself. */
const menuWord = (text: string) =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", '’')}'`

const shellWord = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

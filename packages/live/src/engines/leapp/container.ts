import {existsSync, writeFileSync} from 'node:fs'
import {parseKernelCommandLine} from '@livemode/host'
import type {LiveSystem} from '../../system/live-system.ts'
import {places} from '../../tables/places.ts'

/** The program of the live system that runs what is in the source. */
export const nspawn = '/usr/bin/systemd-nspawn'

/** What of the live system is there below the same path, where it is there at all. */
const shared = ['/dev', '/dev/pts', '/dev/mapper', '/proc', '/run/udev', '/run/lock']

/** What of the source says that kernels which come are to boot by default. */
const kernelSettings = '/etc/sysconfig/kernel'

/** The same for the firmware's variables, on a /sys that is the container's own. */
const variables = '/sys/firmware/efi/efivars'

const options = [
  '--quiet',
  '--capability=all',
  // They print lines, and nobody answers.
  '--console=pipe',
  // It stays in the service of the upgrade, and machined is not told.
  ...['--keep-unit', '--register=no', '--link-journal=no'],
  // These are the source's own.
  ...['--timezone=off', '--resolv-conf=off'],
]

/**
 * Plans the call that runs a line of the shell in the source, with what Leapp's own live mode gives its actors: all
 * capabilities, the live system's devices and processes, its /sys at /hostsys, and the source's kernel command line. The
 * containers that Leapp starts in there bind these on.
 */
export function planContainer(live: LiveSystem, line: string): readonly string[] {
  const isThere = (path: string) => existsSync(live.path(path))
  return [
    nspawn,
    ...options,
    ...shared.filter(isThere).map(path => `--bind=${path}`),
    // Not at /sys: the cgroups there would not be the container's.
    '--bind=/sys:/hostsys',
    ...(isThere(variables) ? [`--bind=${variables}`] : []),
    // What is mounted on /proc is looked up in the container. Scriptlets of kernels write boot entries from it.
    `--bind-ro=${places.shownCmdline}`,
    `--bind-ro=${places.shownCmdline}:/proc/cmdline`,
    ...(live.source.has(kernelSettings)
      ? [`--bind-ro=${places.kernelSettings}:${kernelSettings}`]
      : []),
    `--directory=${live.source.root}`,
    // The shell stays, as the first process of the container, which takes on what others leave: with nothing behind it it
    // would become that program.
    ...['/usr/bin/bash', '-c', `mount -a || :; ${line}; exit $?`],
  ]
}

/**
 * Writes what scriptlets of kernels see as the source's settings: until the upgrade has ended the live system is what boots by
 * default, and a kernel that comes must not put itself there.
 */
export function writeKernelSettings(live: LiveSystem): void {
  const settings = live.source.readText(kernelSettings)
  if (settings === undefined) return
  const content = settings.replace(/^[ \t]*UPDATEDEFAULT=.*/gm, 'UPDATEDEFAULT=no')
  writeFileSync(live.path(places.kernelSettings), content)
}

/** What Leapp is called with besides: `--debug` where somebody has written `rd.upgrade.debug` on the live system's kernel command line. */
export function planFlags(live: Pick<LiveSystem, 'readText'>): readonly string[] {
  const cmdline = live.readText(places.liveCmdline) ?? ''
  const word = parseKernelCommandLine(cmdline).findLast(({name}) => name === 'rd.upgrade.debug')
  return word === undefined || ['0', 'no', 'off'].includes(word.value ?? '') ? [] : ['--debug']
}

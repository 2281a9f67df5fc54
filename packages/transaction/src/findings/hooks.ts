import {factsBelow, factText, type PackageFacts} from '@livemode/host'
import type {AptSetting} from '../apt/configuration.ts'
import type {Resolution} from '../resolution.ts'
import {about, type ResolutionCheck} from './finding.ts'

/** A program that apt or dpkg is told to run around what they do, and the file that says so. */
interface Hook {
  readonly command: string
  readonly file: string
}

/** What the upgrade itself does as well as these, or what there is nothing to do for. */
const harmless: readonly RegExp[] = [
  // It asks debconf's questions beforehand; the upgrade asks none.
  /\bdpkg-preconfigure\b/,
  // It takes downloaded packages away.
  /^rm -f .*\/var\/cache\/apt\//,
  // They tell desktops and caches that packages have changed; those start anew after the reboot.
  /\b(packagekit|appstreamcli|update-notifier|update-motd|apt-file|cnf-update-db)\b/i,
  // It marks packages as installed for others' sake; the upgrade puts the marks back itself.
  /\bapt-auto-removal\b/,
]

const aptHook = /^DPkg::(Pre-Invoke|Post-Invoke|Pre-Install-Pkgs)(::|$)/i
const dpkgHook = /^\s*(?:pre-invoke|post-invoke|status-logger)(?:\s*=\s*|\s+)(.*?)\s*$/

/** The upgrade is made by the live system's apt and dpkg, to which the source's hooks mean nothing. */
export const hooksAreKnown: ResolutionCheck = resolution =>
  about(
    [...aptHooks(resolution), ...dpkgHooks(resolution.facts)]
      .filter(({command}) => !harmless.some(pattern => pattern.test(command)))
      .map(({command, file}) => `${shortened(command)} (${file})`),
    list => ({
      id: 'apt-hooks',
      severity: 'warning',
      sentence: `these hooks do not run during the upgrade: ${list}`,
      remedy:
        'do by hand what they are for: make a snapshot before it, look for changes in /etc and for news of packages after it',
    }),
  )

function aptHooks({facts, hooks}: Pick<Resolution, 'facts' | 'hooks'>): readonly Hook[] {
  const files = [
    ['/etc/apt/apt.conf', factText(facts, '/etc/apt/apt.conf') ?? ''] as const,
    ...factsBelow(facts, '/etc/apt/apt.conf.d'),
  ]
  return hooks.map(({value}) => ({
    command: value,
    file: files.find(([, text]) => text.includes(value))?.[0] ?? '/etc/apt/apt.conf.d',
  }))
}

const dpkgHooks = (facts: PackageFacts): readonly Hook[] =>
  [
    ...factsBelow(facts, '/etc/dpkg/dpkg.cfg.d'),
    ['/etc/dpkg/dpkg.cfg', factText(facts, '/etc/dpkg/dpkg.cfg') ?? ''] as const,
  ].flatMap(([file, text]) =>
    text.split('\n').flatMap(line => {
      const command = dpkgHook.exec(line)?.[1] ?? ''
      return command === '' ? [] : [{command: unquoted(command), file}]
    }),
  )

/** The hooks among the settings of apt; those around an update of its lists have no part in an upgrade. */
export const findHooks = (settings: readonly AptSetting[]): readonly AptSetting[] =>
  settings.filter(({name, value}) => aptHook.test(name) && value !== '')

const unquoted = (text: string) => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text

const longest = 60

function shortened(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

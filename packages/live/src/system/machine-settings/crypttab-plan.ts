import type {CrypttabEntry} from '@livemode/host'
import type {Changes} from '../changes.ts'
import {type PlaceOf, renderLiveLine} from './crypttab-line.ts'
import {isDeviceMapperName} from './device-mapper-name.ts'

/** A line of the source's crypttab, and what has been found out about it. */
export interface EntryState {
  readonly entry: CrypttabEntry
  /** Why it is left out. */
  readonly reason: string | undefined
  /** Whether it is asked for a passphrase, which a program answers. */
  readonly isAnswered: boolean
  /** The name under which its device is open already. */
  readonly openAs: string | undefined
}

// Mounts that wait for a device keep waiting over a reload. They are started again for those that waited in vain, and
// for devices with noauto, which only their mounts ask for.
const opening = [
  ['systemctl', 'daemon-reload'],
  [
    ...['systemctl', '--no-block', 'start', 'cryptsetup.target', 'remote-cryptsetup.target'],
    ...['local-fs.target', 'remote-fs.target'],
  ],
]
const linking = [
  ['udevadm', 'control', '--reload'],
  ['udevadm', 'trigger', '--subsystem-match=block', '--sysname-match=dm-*'],
]

/** Plans the live system's crypttab, and a udev rule for what is open under another name already. */
export function planCrypttab(states: readonly EntryState[], placeOf: PlaceOf): Changes {
  const outcomes = states.map(state => decide(state, placeOf))
  const crypttab = outcomes.map(({line = ''}) => line).join('')
  const rules = outcomes.map(({rule = ''}) => rule).join('')
  return {
    lines: outcomes.flatMap(({leftOut = []}) => leftOut),
    files: [
      {path: '/run/udev/rules.d/99-machine-settings.rules', content: rules, mode: 0o644},
      {path: '/etc/crypttab', content: crypttab, mode: 0o600},
    ],
    programs: [...(crypttab === '' ? [] : opening), ...(rules === '' ? [] : linking)],
  }
}

interface Outcome {
  /** What crypttab gets. */
  readonly line?: string
  /** What udev gets. */
  readonly rule?: string
  /** What the journal gets. */
  readonly leftOut?: string
}

function decide({entry, reason, isAnswered, openAs}: EntryState, placeOf: PlaceOf): Outcome {
  const {name} = entry
  const leaveOut = (why: string) => `crypttab: ${printable(name)} is left out: ${why}`
  if (reason !== undefined) return {leftOut: leaveOut(reason)}
  if (openAs === undefined) return {line: renderLiveLine(entry, {placeOf, isAnswered})}
  if (!isDeviceMapperName(openAs)) return {leftOut: leaveOut(`it is open already as ${openAs}`)}
  return {
    rule: `ENV{DM_NAME}=="${openAs}", SYMLINK+="mapper/${name}"\n`,
    leftOut: leaveOut(`it is open already as ${openAs}, and gets its own name too`),
  }
}

/** A name may be anything. */
const printable = (name: string): string => name.replaceAll(/\p{Cc}/gu, '?')

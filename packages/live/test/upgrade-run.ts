import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import type {UpgradeResult} from '@livemode/config'
import type {ExecutionContext} from 'ava'
import {type MachineFacts, renderFacts} from '../src/facts.ts'
import {readProgram} from '../src/program.ts'
import {parseRunRecord} from '../src/run-record.ts'
import {type LiveContents, startLive} from './live-system.ts'

export const installation = 'this-installation'
export const buildId = '0123456789abcdef'
export const reboot = 'systemctl --no-block reboot'

/** The machine's part of every run, where nothing else is said. */
export const facts: MachineFacts = {
  version: 1,
  buildId,
  installation,
  engine: 'probe',
  transactionSha256: null,
  resume: {kind: 'file', path: '/boot/livemode/resume'},
  menu: {
    kind: 'grub',
    file: '/boot/grub/grub.cfg',
    trial: {id: 'livemode-trial', file: '/boot/livemode/trial.cfg'},
  },
  snapshot: 'none',
  scriptTimeout: 1800,
  hooks: [],
  hookTimeout: 600,
  interfaces: [],
  sourceRoot: '/run/upgrade',
  mounts: [
    {at: '/', device: 'UUID=1', isNeeded: true},
    {at: '/boot', device: 'UUID=2', isNeeded: true},
    {at: '/home', device: 'UUID=3', isNeeded: false},
  ],
  missing: [],
}

interface Situation {
  readonly facts?: Partial<MachineFacts> | null
  /** The places that are mounted below the source's root. */
  readonly mounted?: readonly string[]
  readonly source?: Readonly<Record<string, string>>
  /** Files of the live system besides those of every run. */
  readonly files?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  readonly cmdline?: string
  readonly programs?: LiveContents['programs']
  readonly canLogIn?: boolean
  /** The text of the engine's module; that of the probe unless told. */
  readonly engine?: string
}

/** A live system that is about to upgrade: see `runUpgrade`. */
export function startRun(t: ExecutionContext, situation: Situation = {}) {
  const {mounted = ['', '/boot', '/home'], canLogIn = false, cmdline = ''} = situation
  const machine = situation.facts === null ? undefined : {...facts, ...situation.facts}
  const started = startLive(t, {
    source: {
      '/etc/os-release': 'ID=debian\nVERSION_ID=12\nPRETTY_NAME="Debian 12"\n',
      '/usr/bin/sh': '',
      '/boot/livemode/vmlinuz': '',
      '/boot/grub/grubenv': '',
      '/etc/livemode/installation': `${installation}\n`,
      ...situation.source,
    },
    links: situation.links ?? {},
    programs: situation.programs ?? {},
    files: {
      '/usr/lib/livemode/image.json': renderFacts({
        version: 1,
        buildId,
        target: {id: 'debian-13', title: 'Debian 13'},
        engines: ['probe'],
        deviceSupport: [],
        canLogIn,
      }),
      '/usr/lib/livemode/engines/probe.mjs': situation.engine ?? readProgram('engines/probe.ts'),
      '/usr/lib/livemode/source-cmdline': 'root=UUID=1 quiet\n',
      '/etc/os-release': 'ID=debian\nVERSION_ID=13\nPRETTY_NAME="Debian 13"\n',
      '/proc/cmdline': `root=live:UUID=9 rd.live.dir=/lib/leapp ${cmdline}\n`,
      '/dev/kmsg': '',
      '/sys/class/tty/console/active': 'tty0 ttyS0\n',
      '/run/initramfs/livemode/image': '/run/initramfs/live/lib/leapp/live-upgrade.img\n',
      '/run/initramfs/live/lib/leapp/live-upgrade.img': '',
      '/run/livemode/.there': '',
      ...(machine && {'/etc/livemode/machine.json': renderFacts(machine)}),
      ...situation.files,
    },
  })
  const {live, sourceRoot, read} = started
  const lines = mounted.map(
    (at, index) =>
      `${index + 30} 1 8:${index} / ${sourceRoot}${at} rw,relatime - ext4 /dev/vda${index} rw`,
  )
  mkdirSync(live.path('/proc/self'), {recursive: true})
  // The places are those of the test's own root.
  writeFileSync(live.path('/proc/self/mountinfo'), lines.map(line => `${line}\n`).join(''))
  if (machine) {
    writeFileSync(live.path('/etc/livemode/machine.json'), renderFacts({...machine, sourceRoot}))
  }
  return {
    ...started,
    result: () => JSON.parse(read('/run/upgrade/var/log/leapp/upgrade-result.json')),
    record: () => parseRunRecord(read('/run/upgrade/etc/livemode/run.json')),
    log: () => read('/run/upgrade/var/log/leapp/leapp-upgrade.log'),
    consoles: () => read('/dev/kmsg'),
    reboots: () => started.calls.includes(reboot),
    /** Has it boot anew: nothing is left in its memory. */
    bootAnew: () => {
      rmSync(live.path('/run/livemode'), {recursive: true})
      mkdirSync(live.path('/run/livemode'))
      writeFileSync(live.path('/dev/kmsg'), '')
    },
  }
}

/** The result of a run of which there is nothing to tell. */
export const plainResult: UpgradeResult = {
  version: 1,
  result: 'success',
  reason: '',
  installation,
  engine: 'probe',
  buildId,
  source: 'Debian 12',
  target: 'Debian 13',
  tries: 1,
  phases: [{name: 'verify', runs: 1, seconds: 0}],
  packages: null,
  configurations: [],
  failures: [],
  advice: '',
  lookAt: [],
  peakMemoryBytes: null,
}

/** The text of an engine that changes the source, and then does this work. */
export const changing = (work: string) => `
import {existsSync, readFileSync} from 'node:fs'
const record = root => JSON.parse(readFileSync(root + '/etc/livemode/run.json', 'utf8'))
export default {does: 'changes', phases: [
  {name: 'verify', changes: false, run: async ({say}) => say('verified')},
  {name: 'transaction', changes: true, run: async ({say, root}) => {
    say('record: ' + record(root).phase + ' ' + record(root).changed + ' ' + existsSync(root + '/boot/livemode/resume'))
    ${work}
  }},
]}
`

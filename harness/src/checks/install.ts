import {readFile} from 'node:fs/promises'
import {setTimeout} from 'node:timers/promises'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {ask, type Check, demand, demandEqual, type Subject} from './check.ts'
import {livemode, runLivemode} from './livemode.ts'

const listing = new URL('./listing.sh', import.meta.url)
const note = 'the listing before the installation'
const duration = 'the seconds of an installation'
/** Under this name an installation notes by what the sshd of the initramfs is known. */
export const hostKeyNote = 'the fingerprint of the initramfs'
const cuts = 'the installations that have been interrupted'

export const installed = {
  description: 'livemode install puts the upgrade into its places and arms it',
  run: async subject => {
    // What one installation has left, the next one finds: the first listing counts.
    if (!subject.notes.has(note)) subject.notes.set(note, await list(subject))
    const start = subject.machine.seconds
    const said = await livemode(subject, installArguments(subject))
    const [fingerprint] = /SHA256:\S+/.exec(said) ?? []
    if (fingerprint !== undefined) subject.notes.set(hostKeyNote, fingerprint)
    const seconds = subject.machine.seconds - start
    subject.notes.set(duration, `${seconds}`)
    demand(await isArmed(subject), 'livemode status does not say that the upgrade is armed')
    // A plain reboot waits for this as well; the power may be cut before.
    await ask(subject, 'sync')
    return [`livemode install took ${seconds.toFixed(0)} s; the upgrade is armed`]
  },
} satisfies Check

/** Leaves an installation at work, for somebody to take the power away. */
export const installInterrupted = {
  description: 'an installation is at work, each time at another moment of it',
  run: async subject => {
    const whole = Number(subject.notes.get(duration))
    demand(whole > 0, 'no check has noted how long an installation takes')
    const count = Number(subject.notes.get(cuts) ?? 0) + 1
    subject.notes.set(cuts, `${count}`)
    const seconds = whole * momentOf(count)
    // In the background: the power goes before anybody could answer.
    void runLivemode(subject, installArguments(subject)).catch(() => {})
    await setTimeout(seconds * 1000)
    return [
      `the power goes ${seconds.toFixed(1)} s after the start of an installation of ${whole.toFixed(1)} s`,
    ]
  },
} satisfies Check

/** Spreads any number of moments evenly over 0 to 1: multiples of the golden ratio, without their whole part. */
export const momentOf = (count: number) => (count * 0.618_033_988_75) % 1

export const installRefused = {
  description: 'livemode install fails where it must, and leaves everything as it was',
  run: async subject => {
    const before = await list(subject)
    const {code, stderr} = await runLivemode(subject, installArguments(subject))
    demand(code !== 0, 'livemode install does not fail')
    const changes = compareListings(before, await list(subject))
    demand(changes.length === 0, `livemode install leaves changes:\n${changes.join('\n')}`)
    demand(!(await isArmed(subject)), 'livemode status says that the upgrade is armed')
    return [`livemode install exits with code ${code} and changes nothing: ${stderr.trim()}`]
  },
} satisfies Check

export const sourceAgain = {
  description: 'the source system is back, and the upgrade is not armed any more',
  run: async subject => {
    const target = 'multi-user.target'
    await subject.machine.waitForUnit(target, startDeadline(limits.boot, target))
    const seconds = subject.machine.seconds.toFixed(0)
    demand(!(await isArmed(subject)), 'livemode status says that the upgrade is still armed')
    return [`the source system is back after ${seconds} s, and the upgrade is not armed any more`]
  },
} satisfies Check

export const loadedNoLonger = {
  description:
    'a reboot unloads the live image, which livemode status tells, and livemode start too',
  run: async subject => {
    const said = await livemode(subject, ['status'])
    const [line = ''] = /^loaded .*$/m.exec(said) ?? []
    demand(line.includes('no longer'), `livemode status does not say that it is unloaded:\n${said}`)
    const {code, stderr} = await runLivemode(subject, ['start', '--yes'])
    demandEqual('livemode start', {
      found: `${code}: ${stderr.split('\n')[0]}`,
      expected: '3: livemode: the live image is not loaded',
    })
    return [`livemode status: ${line}`, `livemode start exits with code ${code}: ${stderr.trim()}`]
  },
} satisfies Check

/** Under this name a live boot that has failed notes what it said on the console. */
export const failureNote = 'why the live boot has failed'

export const failureTold = {
  description:
    'the live boot that failed has left its report on the source, and livemode status tells why',
  run: async subject => {
    const reason = subject.notes.get(failureNote)
    demand(reason !== undefined, 'no live boot before this one has said why it failed')
    const {lastRun} = JSON.parse(await livemode(subject, ['status', '--json']))
    demandEqual('the last run in livemode status', {
      found: `${lastRun?.result}: ${lastRun?.reason}`,
      expected: `not-begun: ${reason}`,
    })
    const report = '/var/log/leapp/upgrade-initramfs.log'
    await ask(subject, `grep --quiet 'systemd.*: Queued start job for default target' ${report}`)
    return [`livemode status tells why, and ${report} has the journal of the initramfs`]
  },
} satisfies Check

export const removed = {
  description: 'livemode remove leaves nothing behind: no file, no entry, no variable',
  run: async subject => {
    const before = subject.notes.get(note)
    demand(before !== undefined, 'no check has noted what was there before')
    await livemode(subject, ['remove'])
    const after = await list(subject)
    const changes = compareListings(before, after)
    demand(
      changes.length === 0,
      `livemode remove does not leave what was there before:\n${changes.join('\n')}`,
    )
    return [
      `after livemode remove ${before.split('\n').length} lines about the boot loader are as before`,
    ]
  },
} satisfies Check

/** The lines that are in one listing only, each with the sign that diff(1) gives it. */
export function compareListings(before: string, after: string): readonly string[] {
  const [old, young] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter(line => !young.includes(line)).map(line => `- ${line}`),
    ...young.filter(line => !old.includes(line)).map(line => `+ ${line}`),
  ]
}

const installArguments = ({engine}: Subject) => ['install', '--engine', engine]

const list = async (subject: Subject) => ask(subject, await readFile(listing, 'utf8'))

async function isArmed(subject: Subject): Promise<boolean> {
  const {armed} = JSON.parse(await livemode(subject, ['status', '--json']))
  return armed === true
}

import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {releaseOf} from '../sources/releases.ts'
import {ask, type Check, demand, demandEqual, type Subject} from './check.ts'
import {livemode} from './livemode.ts'
import {askHeld} from './transaction.ts'

/** Where no upgrade and no rollback writes to. */
const listing = '/srv/listing'

/**
 * Shell that lists what packages and administrators have: what a system that starts or stops writes by itself, and what is
 * livemode's own, is not in it.
 */
const list = `
  cd / && for place in usr etc opt boot var/lib/dpkg var/lib/apt/extended_states; do
    [ ! -e $place ] || find $place -xdev \\( -path etc/livemode -o -path boot/livemode -o -name grubenv \\) -prune -o ! -type d -print0
  done | sort --zero-terminated | xargs --null stat --printf '%n %f %u %g %.9Y %N\\n'
  for place in usr etc opt boot var/lib/dpkg; do
    [ ! -e $place ] || find $place -xdev \\( -path etc/livemode -o -path boot/livemode -o -name grubenv \\) -prune -o -type f -print0
  done | sort --zero-terminated | xargs --null sha256sum
  disk=$(lsblk --noheadings --nodeps --output PKNAME "$(findmnt --noheadings --output SOURCE /)")
  dd if=/dev/$disk bs=440 count=1 status=none | sha256sum
  dd if=/dev/$disk bs=512 skip=34 count=2014 status=none | sha256sum`

export const sourceListed = {
  description: 'what the source is can be told again',
  run: async subject => {
    await ask(subject, `{ ${list}\n} >${listing}; sync`)
    const count = await ask(subject, `wc --lines <${listing}`)
    return [`${count} lines tell what the source is`]
  },
} satisfies Check

export const rollbackAsked = {
  description:
    'the upgraded system can be taken back, says at what cost, and has the live system boot',
  run: async subject => {
    const {snapshot} = await readStatus(subject)
    demand(snapshot !== null, 'livemode status knows no way back')
    await ask(subject, 'echo later >/var/lib/written-since')
    const said = await livemode(subject, ['rollback', '--yes'])
    demand(said.includes('/var/lib/written-since'), `what is lost is not told: ${said}`)
    const {armed} = await readStatus(subject)
    demand(armed === true, 'livemode status does not say that the live system is armed')
    await ask(subject, 'sync')
    return [`the way back takes ${Math.round(snapshot.bytes / 1e6)} MB`]
  },
} satisfies Check

export const takenBack = {
  description:
    'the source is what it was before its upgrade, with its boot loader, and boots by itself',
  run: async subject => {
    const {machine} = subject
    const target = 'multi-user.target'
    await machine.waitForUnit(target, startDeadline(limits.boot, target))
    const {kernels} = releaseOf(subject.source)
    const kernel = await ask(subject, 'uname --kernel-release')
    demand(kernel.startsWith(kernels.source), `the kernel is ${kernel}`)
    demandEqual('what is not as it was', {
      found: await ask(subject, `{ ${list}\n} | diff ${listing} - | head --lines=40`),
      expected: '',
    })
    demandEqual('what is left of the snapshot', {
      found: await ask(
        subject,
        'ls -d /.livemode-before /var/lib/written-since 2>/dev/null || true',
      ),
      expected: '',
    })
    demandEqual('what boots by default', {found: await askHeld(subject, ''), expected: 'free'})
    const {lastRun, snapshot} = await readStatus(subject)
    demandEqual('the last run in livemode status', {
      found: `${lastRun?.result}`,
      expected: 'rolled-back',
    })
    demand(snapshot === null, 'livemode status knows a way back still')
    return [`kernel ${kernel} boots a source that is what it was`]
  },
} satisfies Check

interface Status {
  readonly armed: boolean
  readonly snapshot: {readonly bytes: number} | null
  readonly lastRun: {readonly result: string} | null
}

const readStatus = async (subject: Subject): Promise<Status> =>
  JSON.parse(await livemode(subject, ['status', '--json']))

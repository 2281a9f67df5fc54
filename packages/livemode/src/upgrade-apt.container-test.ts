// A real Debian 12 becomes the Debian 13 that was planned, by the programs of the live system, whatever interrupts it.
import type {Session} from '@livemode/container'
import test, {type ExecutionContext} from 'ava'
import {LiveContainer} from '../test/live-container.ts'
import {type PreparedUpgrade, prepareUpgrade} from '../test/prepared-upgrade.ts'
import {readResult} from '../test/read-result.ts'
import {startSession} from '../test/session.ts'
import {assertUpgraded} from '../test/upgraded-source.ts'

// GRUB and kernels are for virtual machines to prove; each of them makes an initramfs, which takes its time.
const packages = ['cron', 'dbus', 'kmod', 'logrotate', 'openssh-server', 'systemd-sysv', 'udev']

let session: Session
let prepared: PreparedUpgrade & AsyncDisposable
// One source for all of it, in this order: what has refused it has changed nothing.
let live: LiveContainer

test.before(async () => {
  session = await startSession()
  prepared = await prepareUpgrade(session, packages)
  live = await LiveContainer.start(prepared)
})
test.after.always(async () => {
  await live?.[Symbol.asyncDispose]()
  await prepared?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
})

const said = (lines: readonly string[]) =>
  lines.filter(line => line.startsWith('livemode: ')).map(line => line.slice('livemode: '.length))

test('packages that are damaged are found before anything is changed', async t => {
  const damaged = prepared.transaction.archives[0]?.path ?? ''
  const file = `/sysroot/var/lib/leapp/packages/${damaged}`
  const before = await live.shell(`${checksum}; cp ${file} /run/whole`)
  await live.shell(`printf x | dd of=${file} bs=1 seek=300 conv=notrunc status=none`)
  const reason = `/var/lib/leapp/packages/${damaged} of the source is not what was planned: it is damaged`
  await assertRefused(t, reason)
  t.is(await live.shell(`${checksum}; cp /run/whole ${file}`), before)
})

test('a source whose packages have changed since is not upgraded by an older plan', async t => {
  const status = '/sysroot/var/lib/dpkg/status'
  // As apt leaves it where it has installed something since.
  await live.shell(`cp ${status} /run/status && sed -i '0,/^Version: /s//&1:/' ${status}`)
  await assertRefused(
    t,
    'the packages of the source have changed since the upgrade was planned: plan it anew there (livemode resolve, download, install)',
  )
  await live.shell(`cp /run/status ${status}`)
})

test('after a loss of power in the middle the plan is carried out to its end', async t => {
  // What an administrator has changed, and what the release has changed too.
  await live.shell(`
    cd /sysroot
    printf 'PermitRootLogin no\\n' >>etc/ssh/sshd_config
    printf '# changed here\\n' >>etc/systemd/journald.conf
    printf '#!/bin/sh\\nexit 0\\n' >usr/sbin/policy-rc.d
    sha256sum etc/ssh/sshd_config etc/systemd/journald.conf usr/sbin/policy-rc.d >/run/kept`)
  const marks = await live.shell('chroot /sysroot apt-mark showmanual')
  await live.upgradeUntil('apt: 50 %')
  // What a loss of power does to what is not on the disk: zeros in place of triggers, and the old content of a file.
  await live.shell(`
    ${loseFile}
    head --bytes=64 /dev/zero >/sysroot/var/lib/dpkg/triggers/Unincorp`)
  t.true(await isHeld(), 'until the end the live system is what boots')
  t.like(await readRecord(), {phase: 'transaction', changed: true, outcome: 'running'})

  // What cannot be upgraded is named, and all else is done.
  const folder = '/sysroot/usr/share/doc/logrotate'
  await live.boot()
  await live.shell(`mount --bind ${folder} ${folder} && mount -o remount,bind,ro ${folder}`)
  const second = await live.upgrade()
  t.is(second.code, 1)
  t.true(said(second.lines).includes('the run before this one was interrupted'))
  const again = 'apt: files were lost with the power, their packages are unpacked once more: '
  t.true(said(second.lines).some(line => line.startsWith(again)))
  t.false(said(second.lines).includes('phase verify'), 'the checks of a first run are not repeated')
  t.regex(
    said(second.lines).find(line => line.startsWith('the upgrade failed: ')) ?? '',
    /^the upgrade failed: 1 packages are not as planned: logrotate:amd64 is /,
  )
  t.like(await readRecord(), {phase: 'settle', changed: true, outcome: 'failure'})
  const stopped = await readResult(live)
  t.is(stopped.result, 'failure')
  t.regex(stopped.advice, /^this machine boots the live system until the upgrade has ended/)
  t.deepEqual(
    stopped.packages?.notAsPlanned.map(one => one.package),
    ['logrotate:amd64'],
  )
  const failure = stopped.failures.find(({about}) => /logrotate/.test(about))
  t.regex(failure?.output.join('\n') ?? '', /logrotate/, JSON.stringify(stopped.failures))
  t.true(await isHeld())
  t.false(said(second.lines).includes('rebooting into the source system'))

  // The second time when all packages but this one are installed already.
  await live.shell(`umount ${folder}; ${loseFile}`)
  await live.boot()
  const third = await live.upgrade()
  t.is(third.code, 0, third.lines.slice(-30).join('\n'))
  t.true(said(third.lines).some(line => line.startsWith(again)))
  t.false(said(third.lines).includes('phase transaction'))
  t.like(await readRecord(), {changed: false, outcome: 'success', armedBy: 'live'})
  t.false(await isHeld())
  await assertResult(t)
  await assertUpgraded(t, {live, prepared})
  await live.shell('cd /sysroot && sha256sum --quiet --check /run/kept')
  const gone = new Set(prepared.transaction.remove.map(one => one.package.replace(/:.*/, '')))
  const stayed = marks.split('\n').filter(name => !gone.has(name))
  t.deepEqual((await live.shell('chroot /sysroot apt-mark showmanual')).split('\n'), stayed)
})

test('hooks run around the changes, once before them, and at the first boot', async t => {
  t.is(await live.shell('cat /run/before'), 'debian 12\n')
  const {lookAt} = await readResult(live)
  t.true(lookAt.includes('the hook after-change/fails has ended with exit code 3'), `${lookAt}`)
  // As far as a system that has not been booted can be checked.
  await live.shell('chroot /sysroot /var/lib/leapp/first-boot/check')
  t.is(await live.shell('cat /sysroot/run/told'), 'first-boot /\n')
  const report = (await live.shell('cat /sysroot/var/log/leapp/upgrade-first-boot')).split('\n')
  t.is(report[0], 'attention')
  t.deepEqual(
    report.filter(line => line.includes('hook')),
    ['the hook first-boot/20-fails has ended with exit code 4'],
  )
})

/** Has a file of the first package that was unpacked be what it may have been before. */
const loseFile = `
  name=$(sed -n 's/.* status unpacked \\([^ ]*\\) .*/\\1/p;T;q' /sysroot/var/log/dpkg.log)
  for path in $(dpkg-query --root=/sysroot --listfiles "$name"); do
    case $path in /usr/*) if [ -f "/sysroot$path" ] && ! [ -L "/sysroot$path" ]; then break; fi ;; esac
  done
  echo old >"/sysroot$path"`

const checksum = 'sha256sum </sysroot/var/lib/dpkg/status'

/** Nothing has been changed, and what boots next is the source. */
async function assertRefused(t: ExecutionContext, reason: string): Promise<void> {
  await live.boot()
  const {code, lines} = await live.upgrade()
  t.is(code, 1)
  t.true(said(lines).includes(`the upgrade failed: ${reason}`), lines.join('\n'))
  t.like(await readRecord(), {phase: 'verify', changed: false, outcome: 'failure'})
  t.false(await isHeld())
}

const isHeld = async () =>
  (await live.shell('test -e /sysroot/boot/livemode/resume && echo held || true')) === 'held\n'

const readRecord = async () => JSON.parse(await live.shell('cat /sysroot/etc/livemode/run.json'))

/** What is left of all three boots. */
async function assertResult(t: ExecutionContext): Promise<void> {
  const result = await readResult(live)
  t.like(result, {
    result: 'success',
    reason: '',
    advice: '',
    source: 'Debian GNU/Linux 12 (bookworm)',
  })
  t.deepEqual(
    result.phases.map(({name, runs}) => `${name} ${runs}`),
    // Two refusals were before that.
    ['verify 3', 'transaction 2', 'settle 2', 'boot 1', 'sources 1', 'first-boot 1'],
  )
  const secondsOf = (phase: string) => result.phases.find(({name}) => name === phase)?.seconds ?? 0
  t.true(secondsOf('transaction') > secondsOf('sources'))
  const {upgrade, new: added, remove} = prepared.transaction
  t.deepEqual(result.packages, {
    upgraded: upgrade.length,
    new: added.length,
    removed: remove.length,
    notAsPlanned: [],
  })
  const beside = await live.shell(
    "cd /sysroot && find etc -name '*.dpkg-dist' -o -name '*.ucf-dist' | sort",
  )
  t.deepEqual(
    result.configurations.flatMap(one => one.newVersion ?? []).toSorted(),
    beside.split('\n').flatMap(name => (name === '' ? [] : `/${name}`)),
  )
  t.deepEqual(
    result.configurations.find(({path}) => path === '/etc/systemd/journald.conf'),
    {
      path: '/etc/systemd/journald.conf',
      decision: 'kept',
      newVersion: '/etc/systemd/journald.conf.dpkg-dist',
    },
  )
  t.true((result.peakMemoryBytes ?? 0) > 0)
}

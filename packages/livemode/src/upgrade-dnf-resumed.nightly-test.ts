// A real Fixture Linux 8 becomes the Fixture Linux 9 that was planned, by dnf of the live system, whatever interrupts it.
import type {Session} from '@livemode/container'
import test, {type ExecutionContext} from 'ava'
import {LiveContainer} from '../test/live-container.ts'
import {type PreparedElUpgrade, prepareElUpgrade} from '../test/prepared-el-upgrade.ts'
import {readResult} from '../test/read-result.ts'
import {startSession} from '../test/session.ts'
import {assertElUpgraded} from '../test/upgraded-el-source.ts'

let session: Session
let prepared: PreparedElUpgrade
// One source for all of it, in this order: what has refused it has changed nothing.
let live: LiveContainer

test.before(async () => {
  session = await startSession()
  prepared = await prepareElUpgrade(session, {
    packages: ['fixture-greeting', 'fixture-legacy'],
    prepare: addOthers,
  })
  live = await LiveContainer.start(prepared)
})

/** A repository of somebody else, for the source's release. */
const addOthers =
  "printf '[others]\\nbaseurl=http://others.invalid/el8\\nenabled=1\\n' >/etc/yum.repos.d/others.repo"

test.after.always(async () => {
  await live?.[Symbol.asyncDispose]()
  await prepared?.[Symbol.asyncDispose]()
  await session?.[Symbol.asyncDispose]()
})

test('it was planned as dnf has it', t => {
  const {transaction, findings, seconds} = prepared
  const names = (all: readonly {readonly package: string}[]) => all.map(one => one.package)
  t.true(names(transaction.upgrade).includes('glibc.x86_64'))
  t.true(names(transaction.new).includes('fixture-welcome.noarch'))
  t.true(names(transaction.remove).includes('fixture-greeting.noarch'))
  t.true(names(transaction.remove).includes('fixture-legacy.noarch'))
  t.deepEqual(transaction.kept, [])
  t.deepEqual(
    findings.map(({id}) => id),
    ['package-obsolete', 'third-party-no-target'],
  )
  t.log({...seconds, packages: transaction.archives.length, bytes: transaction.downloadBytes})
})

test('packages that are damaged are found before anything is changed', async t => {
  const damaged = prepared.transaction.archives[0]?.path ?? ''
  const file = `/sysroot/var/lib/leapp/packages/${damaged}`
  const before = await live.shell(checksums)
  await live.shell(`cp ${file} /run/whole`)
  await live.shell(`printf x | dd of=${file} bs=1 seek=300 conv=notrunc status=none`)
  await assertRefused(
    t,
    `/var/lib/leapp/packages/${damaged} of the source is not what was planned: it is damaged`,
  )
  await live.shell(`cp /run/whole ${file}`)
  t.deepEqual((await live.shell(checksums)).split('\n'), before.split('\n'))
})

test('a source whose packages have changed since is not upgraded by an older plan', async t => {
  await live.shell('cp -r /sysroot/var/lib/rpm /run/rpm')
  await live.shell('chroot /sysroot rpm --erase --justdb --nodeps fixture-legacy')
  await assertRefused(
    t,
    'the packages of the source have changed since the upgrade was planned: plan it anew there (livemode resolve, download, install)',
  )
  await live.shell('rm -r /sysroot/var/lib/rpm && cp -r /run/rpm /sysroot/var/lib/rpm')
})

test('killed in the middle, it is carried out to its end', async t => {
  // What an administrator has changed, and what the release has changed too.
  await live.shell(`
    cd /sysroot
    printf '# changed here\\n' >>etc/fixture-greeting.conf
    printf '# changed here\\n' >>etc/systemd/logind.conf
    mkdir -p etc/selinux && printf 'SELINUX=enforcing\\nSELINUXTYPE=targeted\\n' >etc/selinux/config
    mkdir -p var/lib/rpm-state`)
  await live.upgradeUntil('^  Upgrading: libcurl4t64|^  (Upgrading|Installing): systemd-')
  await live.boot()
  const twice = await live.shell(
    "rpm --root=/sysroot --query --all --queryformat='%{NAME}.%{ARCH}\\n' | sort | uniq --repeated | wc -l",
  )
  t.true(Number(twice) > 10, `${twice} packages are there twice`)
  const {code, lines, seconds} = await live.upgrade()
  t.log(seconds, `${twice.trim()} twice`)
  t.is(code, 0, lines.slice(-40).join('\n'))
  await assertElUpgraded(t, {live, prepared})
  t.is(await live.shell('cat /sysroot/.autorelabel'), '-F\n')
  const result = await readResult(live)
  t.is(result.result, 'success')
  t.deepEqual(result.failures, [])
  t.deepEqual(result.packages?.notAsPlanned, [])
  const kept = result.configurations.map(({path, decision}) => `${decision} ${path}`)
  t.true(kept.includes('kept /etc/systemd/logind.conf'), kept.join('\n'))
  t.deepEqual((await live.shell('ls /sysroot/etc/yum.repos.d')).trim().split('\n'), [
    'fixture.repo',
    'others.repo',
  ])
  t.is(
    await live.shell('cat /sysroot/etc/yum.repos.d/others.repo'),
    '[others]\nenabled=0\nbaseurl=http://others.invalid/el8\n',
  )
  t.true(result.lookAt.some(line => line.startsWith('the repository [others] in ')))
})

/** Of all but what every run leaves, and what sqlite has as its memory. */
const checksums =
  "cd /sysroot && find etc usr boot var/lib/rpm -type f -not -path '*/livemode/*' -not -name '*-shm' -print0 | sort -z | xargs -0 cksum"

/** Nothing has been changed. */
async function assertRefused(t: ExecutionContext, reason: string): Promise<void> {
  await live.boot()
  const {code, lines} = await live.upgrade()
  t.is(code, 1)
  const said = lines.filter(line => line.startsWith('livemode: the upgrade failed: '))
  t.deepEqual(said, [`livemode: the upgrade failed: ${reason}`], lines.slice(-30).join('\n'))
}

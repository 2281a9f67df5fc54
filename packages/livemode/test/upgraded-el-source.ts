import type {ExecutionContext} from 'ava'
import type {LiveContainer} from './live-container.ts'
import type {PreparedElUpgrade} from './prepared-el-upgrade.ts'

/** The source is the release that was planned, with the very packages, and nothing is wrong with them. */
export async function assertElUpgraded(
  t: ExecutionContext,
  {live, prepared}: {live: LiveContainer; prepared: Pick<PreparedElUpgrade, 'transaction'>},
): Promise<void> {
  const {upgrade, new: added, remove} = prepared.transaction
  t.is(await live.shell('. /sysroot/etc/os-release; echo "$ID-$VERSION_ID"'), 'fixture-9.0\n')
  const listed = await live.shell(
    "chroot /sysroot rpm --query --all --queryformat='%{NAME}.%{ARCH} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n'",
  )
  const installed = new Set(listed.split('\n').map(line => line.replace(' 0:', ' ')))
  for (const {package: name, version} of [
    ...upgrade.map(one => ({...one, version: one.to})),
    ...added,
  ])
    t.true(installed.has(`${name} ${version}`), `${name} ${version}`)
  for (const {package: name, version} of [
    ...upgrade.map(one => ({...one, version: one.from})),
    ...remove,
  ])
    t.false(installed.has(`${name} ${version}`), `${name} ${version}`)
  // Every file is that of its package, but for configurations that were edited.
  const changed = await live.shell('chroot /sysroot rpm --verify --all --nodeps || true')
  t.deepEqual(
    changed.split('\n').filter(line => line !== '' && !/^S?\.?.5\.{4}T\. +c /.test(line)),
    [],
  )
  t.is(
    await live.shell(
      'ls -A /sysroot/var/lib/rpm | grep -v -e "^rpmdb.sqlite" -e "^.rpm.lock$" || true',
    ),
    '',
  )
  t.is(await live.shell('chroot /sysroot rpmdb --verifydb'), '')
  const leftovers = "find /sysroot/usr /sysroot/etc -xdev -name '*;????????'"
  t.is(await live.shell(leftovers), '')
}

import {targets} from '@livemode/userspace'
import type {ExecutionContext} from 'ava'
import type {LiveContainer} from './live-container.ts'
import type {PreparedUpgrade} from './prepared-upgrade.ts'

/** The source is the release that was planned, with the very packages, and nothing is wrong with them. */
export async function assertUpgraded(
  t: ExecutionContext,
  {live, prepared}: {live: LiveContainer; prepared: PreparedUpgrade},
): Promise<void> {
  const {suite, archive} = targets[prepared.targetId]
  const release = await live.shell('. /sysroot/etc/os-release; echo "$ID-$VERSION_ID"')
  t.is(release, `${prepared.targetId}\n`)
  t.is(await live.shell('chroot /sysroot dpkg --audit'), '')
  const changed = await live.shell('chroot /sysroot dpkg --verify || true')
  t.deepEqual(
    changed.split('\n').filter(line => line !== '' && !/^..5...... c /.test(line)),
    [],
  )
  const installed = new Set(
    (
      await live.shell(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is dpkg-query's.
        "chroot /sysroot dpkg-query --show --showformat='${Package}=${Version} ${db:Status-Status}\\n'",
      )
    ).split('\n'),
  )
  const {upgrade, new: added, remove} = prepared.transaction
  for (const {package: name, version} of [
    ...upgrade.map(one => ({...one, version: one.to})),
    ...added,
  ]) {
    t.true(installed.has(`${name.replace(/:.*/, '')}=${version} installed`), `${name} ${version}`)
  }
  for (const {package: name, version} of remove) {
    t.false(installed.has(`${name.replace(/:.*/, '')}=${version} installed`), name)
  }
  const sources = await live.shell(
    'cat /sysroot/etc/apt/sources.list /sysroot/etc/apt/sources.list.d/* 2>/dev/null || true',
  )
  t.true(sources.includes(suite) && !sources.includes(archive.sourceSuite), sources)
  t.is(await live.shell('ls /sysroot/var/lib/leapp/packages'), 'transaction.json\n')
}

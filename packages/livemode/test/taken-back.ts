import {readFile} from 'node:fs/promises'
import {program} from '@livemode/config'
import type {ExecutionContext} from 'ava'
import type {LiveContainer} from './live-container.ts'
import {readResult} from './read-result.ts'

const listing = '/usr/local/sbin/source-listing'

/** Everything that can be told of the source's files, see source-listing.sh. */
export async function listSource(live: LiveContainer): Promise<readonly string[]> {
  const text = await readFile(new URL('source-listing.sh', import.meta.url), 'utf8')
  await live.put([program(listing, text)])
  return (await live.shell(`${listing} /sysroot`)).split('\n')
}

/** Leaves for the live system what `livemode rollback` does. */
export const askForRollback = (live: LiveContainer): Promise<string> =>
  live.shell('cp /sysroot/etc/livemode/installation /sysroot/etc/livemode/rollback')

/** Has the live system take the source back, which is what it was then, and boots by itself. */
export async function assertTakenBack(
  t: ExecutionContext,
  {live, before}: {live: LiveContainer; before: readonly string[]},
): Promise<void> {
  const {code, lines} = await live.upgrade()
  t.is(code, 0, lines.slice(-30).join('\n'))
  const after = await listSource(live)
  const [was, is] = [new Set(before), new Set(after)]
  t.deepEqual(
    {gone: before.filter(line => !is.has(line)), come: after.filter(line => !was.has(line))},
    {gone: [], come: []},
  )
  t.is((await readResult(live)).result, 'rolled-back')
  t.is(
    await live.shell('ls -A /sysroot/.livemode-before /sysroot/boot/livemode 2>&1 || true'),
    [
      "ls: cannot access '/sysroot/.livemode-before': No such file or directory",
      '/sysroot/boot/livemode:',
      '',
    ].join('\n'),
  )
  t.is(await live.shell('chroot /sysroot dpkg --audit'), '')
}

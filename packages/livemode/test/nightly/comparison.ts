import type {ExecutionContext} from 'ava'
import type {LiveContainer} from '../live-container.ts'
import {differencesOf} from './differences.ts'
import type {Server} from './server.ts'
import {plannedData, readData} from './server-data.ts'
import {readState} from './system-state.ts'

/** Runs the upgrade to its end, and holds what comes of it against the classic upgrade. */
export async function assertUpgraded(
  t: ExecutionContext,
  {live, server}: {live: LiveContainer; server: Server},
): Promise<void> {
  const {code, lines, seconds} = await live.upgrade()
  t.log(seconds)
  t.is(code, 0, lines.slice(-60).join('\n'))
  const differences = differencesOf(server.classic.state, await readState(live))
  for (const path of pathsOfContent(differences)) {
    t.log(path, await live.shellInSource(`head --bytes=2000 '${path}'`))
  }
  t.deepEqual(differences, [])
  t.is(await live.shellInSource('dpkg --audit; apt-get --quiet=2 check'), '')
  const changed = await live.shellInSource('dpkg --verify || true')
  t.deepEqual(
    changed.split('\n').filter(line => line !== '' && !/^(..5......|missing {2}) +c /.test(line)),
    [],
  )
  t.deepEqual(await readData(live), plannedData())
}

/** The files whose content is told to differ: their text says why. */
const pathsOfContent = (differences: readonly string[]): readonly string[] =>
  differences.flatMap(line => /^content (\S+): (?!missing)/.exec(line)?.[1] ?? [])

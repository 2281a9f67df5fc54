// What Leapp's package events say, and the repositories do not know, is what dnf plans, and rpm would carry out.
import type {Session} from '@livemode/container'
import {parsePackageEvents} from '@livemode/transaction'
import test from 'ava'
import {prepareElUpgrade} from '../test/prepared-el-upgrade.ts'
import {startSession} from '../test/session.ts'

let session: Session

test.before(async () => {
  session = await startSession()
})
test.after.always(async () => {
  await session?.[Symbol.asyncDispose]()
})

const [removed, replaced, split, renamed] = [1, 3, 4, 7]

const setOf = (names: readonly string[]) => ({
  package: names.map(name => ({
    name,
    repository: 'a repository of Leapp’s',
    modulestreams: [null],
  })),
})
const event = (action: number | undefined, before: string, ...after: readonly string[]) => ({
  ...{action, architectures: ['x86_64'], modulestream_maps: []},
  in_packageset: setOf([before]),
  out_packageset: after.length === 0 ? null : setOf(after),
  initial_release: {major_version: 8, minor_version: 0},
  release: {major_version: 9, minor_version: 0},
})

const packageEvents = parsePackageEvents(
  JSON.stringify({
    packageinfo: [
      // The target has none of the name, and nothing there says what it is called now.
      event(renamed, 'libnsl2', 'libatomic1'),
      // The target has it still.
      event(removed, 'psmisc'),
      event(split, 'vim-minimal', 'vim-minimal', 'strace'),
      event(replaced, 'less', 'more-than-less'),
      event(removed, 'not-installed'),
    ],
  }),
  {file: 'events'},
)

test('what becomes of packages by events alone', async t => {
  const packages = ['libnsl2', 'psmisc', 'vim-minimal', 'less']
  await using upgrade = await prepareElUpgrade(session, {packages, packageEvents})
  const {transaction, findings} = upgrade
  const among = (all: readonly {readonly package: string}[], ...names: readonly string[]) =>
    names.filter(name => all.some(one => one.package === `${name}.x86_64`))
  const all = [...packages, 'libatomic1', 'strace']
  t.deepEqual(among(transaction.new, ...all), ['libatomic1', 'strace'])
  t.deepEqual(among(transaction.remove, ...all), ['libnsl2', 'psmisc'])
  t.deepEqual(among(transaction.upgrade, ...all), ['vim-minimal', 'less'])
  const told = findings.filter(({id}) =>
    ['package-succeeded', 'package-dropped', 'package-successor-missing'].includes(id),
  )
  t.deepEqual(
    told.map(({sentence}) => sentence),
    [
      'by Leapp’s package events others take the place of libnsl2 (now libatomic1)',
      'by Leapp’s package events the target has no psmisc.x86_64 any more: the upgrade removes them, and nothing takes their place',
      'Leapp’s package events name what no repository of the target has: more-than-less (for less)',
    ],
  )
  t.deepEqual(
    findings.filter(({severity}) => severity === 'inhibitor'),
    [],
  )
})

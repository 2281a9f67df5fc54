// The transaction is what apt has planned, and fits the message that the live system reads.
import {createHash} from 'node:crypto'
import {LivemodeError, upgradeTransaction} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {debian12, factsWith, inputFor, planFor, planWithout} from '../test/planned.ts'
import {planTransaction} from './plan.ts'

const {transaction} = planFor()

test('it is a message of its kind', t => {
  t.deepEqual(upgradeTransaction.parse(transaction), transaction)
})

test('as many packages as apt counts, each with its archive, nothing twice', t => {
  const {upgrade, new: added, remove, kept, archives} = transaction
  t.deepEqual([upgrade.length, added.length, remove.length, kept.length], [138, 32, 11, 0])
  const names = [...upgrade, ...added].map(one => one.package)
  t.deepEqual(names.toSorted(), archives.map(one => one.package).toSorted())
  t.is(new Set(names).size, 170)
  t.is(
    transaction.downloadBytes,
    archives.reduce((sum, {bytes}) => sum + bytes, 0),
  )
})

test('names as dpkg has them, versions of both sides', t => {
  const find = <T extends {package: string}>(all: readonly T[], name: string) =>
    all.find(one => one.package === name)
  t.deepEqual(find(transaction.upgrade, 'adduser:all'), {
    package: 'adduser:all',
    from: '3.134',
    to: '3.152',
  })
  t.deepEqual(find(transaction.remove, 'libssl3:amd64'), {
    package: 'libssl3:amd64',
    version: '3.0.22-1~deb12u2',
  })
  t.true(transaction.automatic.includes('libwrap0:amd64'))
})

test('the state that it was planned for', t => {
  const sha256 = createHash('sha256').update(fixture('dpkg/status-debian-12')).digest('hex')
  t.is(transaction.statusSha256, sha256)
})

test('apt says 187 MB more; the peak is a third above that, and /boot gets a kernel', t => {
  const root = transaction.peakBytes['/'] ?? 0
  t.is(Math.round(root / 1.3 / 1_000_000), 187)
  t.is(transaction.peakBytes['/boot'], 13_000_000 + 2 * 70_000_000)
})

test('options of dpkg, its own file after the folder', t => {
  const facts = factsWith({
    '/etc/dpkg/dpkg.cfg': 'path-include /usr/share/doc/a\n',
    '/etc/dpkg/dpkg.cfg.d/b': 'path-exclude /usr/share/man/*\n',
    '/etc/dpkg/dpkg.cfg.d/a': 'path-exclude /usr/share/doc/*\n',
  })
  t.deepEqual(planFor(facts).transaction.dpkgOptions, [
    '--path-exclude=/usr/share/doc/*',
    '--path-exclude=/usr/share/man/*',
    '--path-include=/usr/share/doc/a',
  ])
})

test('what stays is kept with the reason: a hold, a preference, its dependencies, its own version', t => {
  const hold = (status: string) => status.replace(/(?<=^Package: zstd\nStatus: )install/m, 'hold')
  const {policies} = inputFor(debian12)
  const kept = (change: Parameters<typeof planFor>[1], facts = debian12) => {
    const {simulation, uris} = inputFor(facts)
    const {transaction} = planFor(facts, {
      simulation: {
        ...simulation,
        install: simulation.install.filter(one => one.package !== 'zstd'),
      },
      uris: uris.filter(one => one.name !== 'zstd'),
      ...change,
    })
    return transaction.kept
  }
  const zstd = policies.get('zstd')
  if (!zstd) throw new Error('it is installed')
  const with_ = (policy: typeof zstd) => ({policies: new Map([...policies, ['zstd', policy]])})
  const row = (why: string) => [{package: 'zstd:amd64', version: '1.5.4+dfsg2-5', why}]
  t.deepEqual(kept({}, factsWith({}, hold)), row('on hold, the target has 1.5.7+dfsg-1+deb13u1'))
  t.deepEqual(kept({}), row('1.5.7+dfsg-1+deb13u1 cannot be installed beside what stays'))
  t.deepEqual(
    kept(with_({...zstd, candidate: '1.5.4+dfsg2-5'})),
    row('a preference keeps it from 1.5.7+dfsg-1+deb13u1'),
  )
  t.deepEqual(
    kept(with_({...zstd, versions: zstd.versions.toReversed()})),
    row('newer than the target’s 1.5.7+dfsg-1'),
  )
  t.deepEqual(kept(with_({...zstd, versions: zstd.versions.filter(one => one.isInstalled)})), [])
})

test('a package that is planned and would not be downloaded, or the other way round', t => {
  const input = inputFor(debian12)
  const [first, ...uris] = input.uris
  for (const change of [
    {uris},
    {
      simulation: {
        ...input.simulation,
        install: input.simulation.install.filter(one => one.package !== first?.name),
      },
    },
  ]) {
    const error = t.throws(() => planTransaction({...input, ...change}), {
      instanceOf: LivemodeError,
      message: `apt plans one set of packages and downloads another: libzstd1:amd64=1.5.7+dfsg-1+deb13u1`,
    })
    t.is(error?.code, 'PLAN_BROKEN')
  }
})

test('a package that dpkg does not have cannot be removed', t => {
  const {simulation} = inputFor(debian12)
  const remove = [...simulation.remove, {package: 'no-such', version: '1'}]
  t.throws(() => planFor(debian12, {simulation: {...simulation, remove}}), {
    instanceOf: LivemodeError,
    message: 'apt changes no-such, which dpkg does not have',
  })
})

test('the same input, the same plan', t => {
  t.deepEqual(planWithout(['zstd']).transaction, planWithout(['zstd']).transaction)
})

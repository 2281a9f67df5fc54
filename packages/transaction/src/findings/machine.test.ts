// What a machine is, and how far it is, before its packages are looked at.
import test from 'ava'
import {find} from '../../test/find.ts'
import {debian12, inputFor, planFor} from '../../test/planned.ts'

const {policies, simulation} = inputFor(debian12)

test('source-not-current', t => {
  const id = 'source-not-current'
  const outdated = [{package: 'bash:amd64', from: '5.2.15-2', to: '5.2.15-2+b7'}]
  t.deepEqual(find(id, planFor(debian12, {outdated})), [
    'warning: updates of Debian 12 are not installed: bash:amd64 5.2.15-2 (there is 5.2.15-2+b7)',
  ])
  t.deepEqual(find(id, planFor(debian12, {outdated: null})), [
    'warning: the mirror does not give all indexes of Debian 12: it is not known whether its updates are installed',
  ])
  t.deepEqual(find(id, planFor(debian12, {outdated: []})), [])
})

test('i386-cpu and arch-gone', t => {
  // Nothing of it is in the target’s indexes.
  const plan = (architecture: string) =>
    planFor(debian12, {
      architectures: [architecture],
      simulation: {install: [], remove: [], keptBack: []},
      uris: [],
    })
  t.deepEqual(find('i386-cpu', plan('i386')), [
    'inhibitor: the packages of this machine are i386, and Debian 13 is no system of that architecture',
  ])
  t.deepEqual(find('arch-gone', plan('mipsel')), [
    'inhibitor: the packages of this machine are mipsel, and Debian 13 is no system of that architecture',
  ])
  for (const one of ['amd64', 'arm64'])
    t.deepEqual([...find('arch-gone', plan(one)), ...find('i386-cpu', plan(one))], [])
  t.deepEqual(find('i386-cpu', planFor(debian12, {architectures: ['amd64', 'i386']})), [])
})

test('version-downgraded, which only a preference above 1000 asks for', t => {
  const id = 'version-downgraded'
  const policy = policies.get('zstd')
  const [planned] = simulation.install.filter(one => one.package === 'zstd')
  if (!policy || !planned) throw new Error('it is upgraded')
  const reversed = new Map([
    ...policies,
    ['zstd', {...policy, versions: policy.versions.toReversed()}],
  ])
  t.deepEqual(find(id, planFor(debian12, {policies: reversed})), [
    `warning: preferences above 1000 make versions go back, which packages are not prepared for: zstd:amd64 ${planned.from} -> ${planned.to}`,
  ])
  t.deepEqual(find(id, planFor()), [])
})

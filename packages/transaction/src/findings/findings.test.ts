// Each finding is found where it is, and not in the nearest that is none.
import test from 'ava'
import {find} from '../../test/find.ts'
import {
  debian12,
  factsWith,
  inputFor,
  planFor,
  planRemoving,
  planWithout,
} from '../../test/planned.ts'
import {checkResolution} from './index.ts'

const replaced = (status: string, from: RegExp, to: string) => {
  const changed = status.replace(from, to)
  if (changed === status) throw new Error(`${from} is not in the status`)
  return changed
}

/** The facts with one package in another state. */
const inState = (name: string, state: string) =>
  factsWith({}, status =>
    replaced(
      status,
      new RegExp(`(?<=^Package: ${name}\\nStatus: )install ok installed$`, 'm'),
      state,
    ),
  )

/** The facts with a package more. */
const withPackage = (name: string, fields = '') =>
  factsWith(
    {},
    status =>
      `${status.trimEnd()}\n\nPackage: ${name}\nStatus: install ok installed\nPriority: optional\nArchitecture: amd64\nVersion: 1.0\n${fields}\n`,
  )

test('a Debian 12 as it was installed has nothing against its upgrade', t => {
  t.deepEqual(
    checkResolution(planFor()).filter(({severity}) => severity === 'inhibitor'),
    [],
  )
})

test('dpkg-not-clean', t => {
  const id = 'dpkg-not-clean'
  t.deepEqual(find(id, planFor(inState('zstd', 'install ok half-configured'))), [
    'inhibitor: dpkg has not finished with zstd:amd64 (half-configured)',
  ])
  t.deepEqual(find(id, planFor(inState('zstd', 'install reinstreq installed'))), [
    'inhibitor: dpkg has not finished with zstd:amd64 (reinst-required)',
  ])
  t.deepEqual(find(id, planFor(inState('zstd', 'hold ok installed'))), [])
  const configurationOnly = `\n\nPackage: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n`
  t.deepEqual(find(id, planFor(factsWith({}, status => status.trimEnd() + configurationOnly))), [])
})

test('plan-removes-protected', t => {
  const id = 'plan-removes-protected'
  t.deepEqual(find(id, planRemoving(['openssh-server', 'udev'])), [
    'inhibitor: the upgrade would remove openssh-server:amd64, udev:amd64',
  ])
  t.deepEqual(find(id, planRemoving(['openssh-sftp-server', 'linux-image-6.1.0-56-amd64'])), [])
  t.deepEqual(find(id, planRemoving(['linux-image-amd64'])).length, 1)
})

test('package-removed', t => {
  const id = 'package-removed'
  const states = '/var/lib/apt/extended_states'
  t.deepEqual(find(id, planFor()), [])
  t.deepEqual(find(id, planRemoving(['zstd'])), [
    'warning: the upgrade removes zstd:amd64, which nobody has marked as automatically installed',
  ])
  const marked = `${debian12.get(states)}\nPackage: zstd\nArchitecture: amd64\nAuto-Installed: 1\n`
  t.deepEqual(find(id, planRemoving(['zstd'], factsWith({[states]: marked}))), [])
})

test('plan-incomplete', t => {
  const id = 'plan-incomplete'
  t.deepEqual(find(id, planWithout(['libc-bin', 'zstd'])), [
    'inhibitor: the upgrade would leave the system without the target’s libc-bin:amd64',
  ])
  t.deepEqual(find(id, planWithout(['linux-image-amd64'])).length, 1)
  t.deepEqual(find(id, planWithout(['zstd'])), [])
})

test('hold', t => {
  const held = inState('zstd', 'hold ok installed')
  t.deepEqual(find('hold', planWithout(['zstd'], held)), [
    'warning: on hold: zstd:amd64; 0 packages more are kept back, 11 are removed',
  ])
  t.deepEqual(find('hold', planWithout(['zstd', 'bash'], held)), [
    'inhibitor: on hold: zstd:amd64; 1 packages more are kept back, 11 are removed',
  ])
  t.deepEqual(find('hold', planFor(held)), [])
})

test('pin, and what is incomplete by one', t => {
  const {policies, simulation, uris} = inputFor(debian12)
  const plan = (name: string, isPinned: boolean) => {
    const policy = policies.get(name)
    const installed = policy?.versions.find(({isInstalled}) => isInstalled)?.version
    if (!policy || !installed) throw new Error('it is installed')
    const candidate = isPinned ? installed : policy.candidate
    return planFor(debian12, {
      simulation: {...simulation, install: simulation.install.filter(one => one.package !== name)},
      uris: uris.filter(one => one.name !== name),
      policies: new Map([...policies, [name, {...policy, candidate}]]),
    })
  }
  t.deepEqual(find('pin', plan('zstd', true)), [
    'warning: preferences keep zstd:amd64 from the target’s versions',
  ])
  t.deepEqual(find('pin', plan('zstd', false)), [])
  // kmod is important, bash is essential.
  t.deepEqual(find('plan-incomplete', plan('kmod', true)), [])
  t.is(find('plan-incomplete', plan('kmod', false)).length, 1)
  t.is(find('plan-incomplete', plan('bash', true)).length, 1)
})

test('version-newer-than-target', t => {
  const id = 'version-newer-than-target'
  const plan = (name: string) => {
    const {policies} = inputFor(debian12)
    const policy = policies.get(name)
    if (!policy) throw new Error('it is installed')
    const {simulation, uris} = inputFor(debian12)
    return planFor(debian12, {
      simulation: {...simulation, install: simulation.install.filter(one => one.package !== name)},
      uris: uris.filter(one => one.name !== name),
      policies: new Map([...policies, [name, {...policy, versions: policy.versions.toReversed()}]]),
    })
  }
  t.deepEqual(find(id, plan('base-files')), [
    'inhibitor: newer than what the target has, so that it stays as it is: base-files:amd64 12.4+deb12u15',
  ])
  t.deepEqual(find(id, plan('zstd')), [
    'warning: newer than what the target has, so that it stays as it is: zstd:amd64 1.5.4+dfsg2-5',
  ])
  t.deepEqual(find(id, planWithout(['base-files'])), [])
})

test('package-obsolete', t => {
  const id = 'package-obsolete'
  t.deepEqual(
    find(id, planFor(withPackage('local-tool'))).map(text => /local-tool:amd64/.test(text)),
    [true],
  )
  t.false(find(id, planFor()).join().includes('local-tool'))
})

test('sources-with-secret', t => {
  const id = 'sources-with-secret'
  const withSource = (user: string) =>
    planFor(
      factsWith({
        '/etc/apt/sources.list': `deb https://${user}mirror.example.org/debian bookworm main\n`,
      }),
    )
  t.deepEqual(find(id, withSource('redacted@')), [
    'warning: /etc/apt/sources.list has a user in a URL, which is not known here: the file stays as it is',
  ])
  t.deepEqual(find(id, withSource('')), [])
})

test('crypttab-needs-systemd-cryptsetup', t => {
  const id = 'crypttab-needs-systemd-cryptsetup'
  const refusedAdditions = [{package: 'systemd-cryptsetup', why: 'somebody needs it'}]
  t.deepEqual(find(id, planFor(debian12, {refusedAdditions})), [
    'inhibitor: systemd-cryptsetup cannot be installed: somebody needs it',
  ])
  t.deepEqual(find(id, planFor(factsWith({'/etc/crypttab': 'data UUID=1 none luks\n'}))), [])
})

test('kernel-meta-missing', t => {
  const id = 'kernel-meta-missing'
  const gone = inState('linux-image-amd64', 'deinstall ok config-files')
  t.deepEqual(find(id, planWithout(['linux-image-amd64'], gone)), [
    'warning: there is linux-image-6.1.0-56-amd64 and no package that depends on the newest kernel: the upgraded system would boot the old one',
  ])
  t.deepEqual(find(id, planFor()), [])
})

test('dkms', t => {
  t.deepEqual(find('dkms', planFor(withPackage('zfs-dkms'))), [
    'warning: the modules of zfs-dkms cannot be built for the new kernel: its headers are not in the plan',
  ])
  const both = factsWith({}, status =>
    ['zfs-dkms', 'linux-headers-amd64'].reduce(
      (text, name) =>
        `${text.trimEnd()}\n\nPackage: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n`,
      status,
    ),
  )
  t.deepEqual(find('dkms', planFor(both)), [
    'warning: the modules of zfs-dkms are built for the new kernel during the upgrade, and may not fit it',
  ])
  t.deepEqual(find('dkms', planFor(withPackage('dkms'))), [])
})

test('every finding has a remedy, and more than ten names are counted', t => {
  const names = Array.from({length: 12}, (_, index) => `local-${String(index).padStart(2, '0')}`)
  const facts = factsWith({}, status =>
    names.reduce(
      (text, name) =>
        `${text.trimEnd()}\n\nPackage: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n`,
      status,
    ),
  )
  const findings = checkResolution(planFor(facts))
  t.true(findings.every(({remedy}) => remedy !== ''))
  t.regex(
    find('package-obsolete', planFor(facts))[0] ?? '',
    / and \d+ more: there are no security updates/,
  )
})

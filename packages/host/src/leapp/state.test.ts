// Only what Leapp would go on with after a reboot counts as prepared; whatever else its database has, is said.
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {preparedLeappRun, type WrittenLeappRun, writeLeappDatabase} from '@livemode/fixtures'
import test, {type ExecutionContext} from 'ava'
import {namesIn, textOf} from '../small-files.ts'
import {leappPlaces} from './places.ts'
import {readLeappRun} from './run.ts'
import {type MachineFiles, readLeappState} from './state.ts'

const userspace = '/var/lib/leapp/el9userspace'
const prepared = {
  [leappPlaces.program]: '',
  [`${userspace}/usr/bin/dnf`]: '',
  [`${userspace}/var/cache/dnf/BaseOS-0123/packages/bash-5.1-9.el9.x86_64.rpm`]: '',
}

/** A machine with these files, and this in Leapp's database. */
function machineWith(
  t: ExecutionContext,
  {
    files = prepared,
    runs,
  }: {
    readonly files?: Readonly<Record<string, string>>
    readonly runs?: readonly WrittenLeappRun[]
  },
): MachineFiles {
  const root = mkdtempSync(join(tmpdir(), 'livemode-leapp-'))
  t.teardown(() => rmSync(root, {recursive: true}))
  const resolve = (path: string) => join(root, path)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(resolve(path)), {recursive: true})
    writeFileSync(resolve(path), text)
  }
  if (runs) writeLeappDatabase(resolve(leappPlaces.database), runs)
  return {
    resolve,
    has: path => existsSync(resolve(path)),
    list: path => namesIn(resolve(path)),
    readText: path => textOf(resolve(path)),
  }
}

const {[leappPlaces.program]: _, ...withoutLeapp} = prepared
const {[`${userspace}/usr/bin/dnf`]: __, ...withoutUserspace} = prepared
const withoutPackages = {[leappPlaces.program]: '', [`${userspace}/usr/bin/dnf`]: ''}
const stopped = (checkpoints: WrittenLeappRun['checkpoints']) => ({
  runs: [{...preparedLeappRun, ...(checkpoints && {checkpoints})}],
})

test('an upgrade that waits for the reboot', t => {
  t.deepEqual(readLeappState(machineWith(t, {runs: [preparedLeappRun]})), {
    to: '9',
    release: '9.4',
    problem: null,
  })
})

test('a machine without Leapp', t => {
  t.is(readLeappState(machineWith(t, {files: withoutLeapp, runs: [preparedLeappRun]})), undefined)
})

const problems: Readonly<Record<string, [Parameters<typeof machineWith>[1], string]>> = {
  'never run': [{}, '"leapp upgrade" has not been run: there is no /var/lib/leapp/leapp.db'],
  'run for something else': [{runs: []}, '"leapp upgrade" has not been run'],
  'a damaged database': [
    {files: {...prepared, [leappPlaces.database]: 'x'.repeat(2000)}},
    '/var/lib/leapp/leapp.db cannot be read: file is not a database',
  ],
  'errors, although it has come that far': [
    {runs: [{...preparedLeappRun, errors: 1}]},
    'its last run has ended with errors: /var/log/leapp/leapp-report.txt',
  ],
  'a run that has come nowhere': [
    {runs: [preparedLeappRun, {}]},
    'its last run has ended before its first phase, and not with InterimPreparation, which wants a reboot',
  ],
  'a run that an inhibitor has ended': [
    stopped([['', 'Reports']]),
    'its last run has ended in its phase Reports, and not with InterimPreparation, which wants a reboot',
  ],
  'the last phase, in an actor': [
    stopped([['add_upgrade_boot_entry', 'InterimPreparation']]),
    'its last run has ended in its phase InterimPreparation, and not with InterimPreparation, which wants a reboot',
  ],
  'the last phase, between two stages': [
    stopped([['', 'InterimPreparation.before']]),
    'its last run has ended in its phase InterimPreparation, and not with InterimPreparation, which wants a reboot',
  ],
  'one that has begun already': [
    stopped([['', 'RPMUpgrade']]),
    'its last run has ended in its phase RPMUpgrade, and not with InterimPreparation, which wants a reboot',
  ],
  'an unknown path': [
    {runs: [{...preparedLeappRun, environment: {}}]},
    'its last run does not say from which release to which it leads',
  ],
  'a userspace that has gone': [
    {files: withoutUserspace, runs: [preparedLeappRun]},
    'its userspace is not there: /var/lib/leapp/el9userspace has no dnf',
  ],
  'packages that have gone': [
    {files: withoutPackages, runs: [preparedLeappRun]},
    'its packages are not there: nothing is downloaded below /var/lib/leapp/el9userspace/var/cache/dnf',
  ],
}

for (const [what, [given, problem]] of Object.entries(problems)) {
  test(`not prepared: ${what}`, t => {
    t.is(readLeappState(machineWith(t, given))?.problem, problem)
  })
}

test('packages that are on the machine already are not downloaded', t => {
  const iso = {...preparedLeappRun.environment, LEAPP_TARGET_ISO: '/srv/rhel-9.iso'}
  const local = {...withoutPackages, [leappPlaces.repositories]: '[own]\nbaseurl = file:///srv/9\n'}
  for (const given of [
    {files: withoutPackages, runs: [{...preparedLeappRun, environment: iso}]},
    {files: local, runs: [preparedLeappRun]},
  ])
    t.is(readLeappState(machineWith(t, given))?.problem, null)
})

test('the last run of several is read, with its repositories and steps', t => {
  const files = machineWith(t, {
    runs: [
      {errors: 2, repositories: ['old']},
      {...preparedLeappRun, repositories: ['a', 'b']},
    ],
  })
  t.deepEqual(readLeappRun(files.resolve(leappPlaces.database)), {
    path: {from: '8', to: '9'},
    release: '9.4',
    hasIso: false,
    phase: 'InterimPreparation',
    isPhaseWhole: true,
    steps: 3,
    errors: 0,
    repositories: ['a', 'b'],
  })
})

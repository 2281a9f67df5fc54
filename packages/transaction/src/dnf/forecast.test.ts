// What rpm will do with changed configuration files, and which units go, follows from what packages have and bring.
import test from 'ava'
import {checkForecast, clashesIn} from './downloaded-findings.ts'
import {forecastRpm} from './forecast.ts'

const file = (path: string, {digest = 'old', isKept = true, owner = 'a.x86_64'} = {}) => ({
  ...{path, digest, isKept},
  package: owner,
})

const contents = {
  recorded: [
    file('/etc/both'),
    file('/etc/here'),
    file('/etc/replaced'),
    file('/etc/dropped'),
    file('/etc/gone', {owner: 'gone.noarch'}),
    file('/etc/stays', {owner: 'stays.noarch'}),
    file('/etc/untouched'),
  ],
  brought: [
    file('/etc/both', {digest: 'new'}),
    file('/etc/here'),
    file('/etc/replaced', {digest: 'new', isKept: false}),
    file('/etc/untouched', {digest: 'new'}),
  ],
  goingUnits: [
    '/usr/lib/systemd/system/one.service',
    '/usr/lib/systemd/system/two.service',
    '/usr/lib/systemd/system/off.service',
  ],
  comingUnits: ['/lib/systemd/system/two.service'],
}
const seen = {
  changed: ['both', 'here', 'replaced', 'dropped', 'gone', 'stays'].map(name => `/etc/${name}`),
  deleted: [],
  enabledUnits: ['one.service', 'two.service', 'own.service'],
}
const plan = {
  upgrade: [{package: 'a.x86_64', from: '1-1', to: '2-1'}],
  remove: [{package: 'gone.noarch', version: '1-1'}],
}

test('what stays, what is put aside, and what does not start any more', t => {
  const forecast = forecastRpm(plan, {seen, contents})
  t.deepEqual(forecast, {
    kept: ['/etc/both'],
    putAside: ['/etc/replaced', '/etc/dropped', '/etc/gone'],
    units: ['one.service'],
  })
  t.deepEqual(
    checkForecast(forecast).map(one => `${one.id}: ${one.sentence}`),
    [
      'conffile-question: changed here and in the target, so that they stay as they are: /etc/both',
      'conffile-question: changed here, and put aside, for packages bring others or none: /etc/dropped, /etc/gone, /etc/replaced',
      'service-removed: units that start by themselves go with their packages, and none of the target’s takes their place: one.service',
    ],
  )
})

test('of a machine on which nobody has looked nothing is known', t => {
  const forecast = forecastRpm(plan, {seen: null, contents})
  t.deepEqual(forecast, {kept: [], putAside: [], units: []})
  t.deepEqual(checkForecast(forecast), [])
})

test('rpm’s words for files that clash', t => {
  const text = `error: Transaction test error:
  file /usr/share/x from install of new-2-1.noarch conflicts with file from package other-1-1.noarch
  file /usr/share/y conflicts between attempted installs of a-1-1.noarch and b-1-1.noarch
`
  t.deepEqual(clashesIn(text), [
    '/usr/share/x of new-2-1.noarch (other-1-1.noarch)',
    '/usr/share/y of a-1-1.noarch (b-1-1.noarch)',
  ])
})

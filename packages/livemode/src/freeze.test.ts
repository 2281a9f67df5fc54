// While an upgrade is installed, nothing changes the packages by itself.
import test from 'ava'
import {frozenPlaces, planFreeze} from './freeze.ts'

const names = {
  apt: ['apt-daily', 'apt-daily-upgrade'],
  dnf: ['dnf-automatic', 'dnf-automatic-install'],
} as const

for (const id of ['apt', 'dnf'] as const) {
  test(`the services of ${id} do not start while one file is there`, t => {
    const content =
      '[Unit]\n# The upgrade was planned for the packages as they are.\nConditionPathExists=!/var/lib/leapp/packages/freeze\n'
    t.deepEqual(planFreeze(id), [
      {path: '/var/lib/leapp/packages/freeze', mode: 0o644, content: ''},
      ...names[id].map(name => ({
        path: `/etc/systemd/system/${name}.service.d/50-livemode.conf`,
        mode: 0o644,
        content,
      })),
    ])
    for (const {path} of planFreeze(id)) t.true(frozenPlaces.includes(path))
  })
}

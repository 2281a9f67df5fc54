// While an upgrade is installed, nothing changes the packages by itself.
import test from 'ava'
import {planFreeze} from './freeze.ts'

test('the services of apt do not start while one file is there', t => {
  const content =
    '[Unit]\n# The upgrade was planned for the packages as they are.\nConditionPathExists=!/var/lib/leapp/packages/freeze\n'
  t.deepEqual(planFreeze(), [
    {path: '/var/lib/leapp/packages/freeze', mode: 0o644, content: ''},
    ...['apt-daily', 'apt-daily-upgrade'].map(name => ({
      path: `/etc/systemd/system/${name}.service.d/50-livemode.conf`,
      mode: 0o644,
      content,
    })),
  ])
})

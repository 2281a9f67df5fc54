// What rpm finds changed is what an administrator has written into a configuration file, not its time or its owner.
import test from 'ava'
import {parseConfigurations, parseEnabledUnits} from './rpm.ts'

test('files with another content, and those that are missing', t => {
  const text = `S.5....T.  c /etc/ssh/sshd_config
.......T.  c /etc/only time
.....UG..  c /etc/only-owner
..5....T.  c /etc/same size
missing    c /etc/gone
missing    c /etc/hidden (Permission denied)
S.5....T.  d /usr/share/doc/a
Unsatisfied dependencies for x
`
  t.deepEqual(parseConfigurations(text), {
    changed: ['/etc/ssh/sshd_config', '/etc/same size'],
    deleted: ['/etc/gone', '/etc/hidden'],
  })
})

test('units', t => {
  t.deepEqual(parseEnabledUnits('sshd.service    enabled enabled\ngetty@.service enabled\n\n'), [
    'sshd.service',
    'getty@.service',
  ])
})

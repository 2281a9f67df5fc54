// What the configuration of SELinux says, as SELinux itself reads it.
import test from 'ava'
import {parseSelinuxConfig} from './selinux.ts'

test('a state, and the last of two', t => {
  t.is(
    parseSelinuxConfig('# SELINUX= can be one of\nSELINUX=enforcing\nSELINUXTYPE=targeted\n'),
    'enforcing',
  )
  t.is(parseSelinuxConfig('SELINUX=enforcing\nSELINUX = Disabled\n'), 'disabled')
})

test('none', t => {
  for (const text of ['', 'SELINUXTYPE=targeted\n', 'SELINUX=maybe\n', '# SELINUX=enforcing\n'])
    t.is(parseSelinuxConfig(text), undefined)
})

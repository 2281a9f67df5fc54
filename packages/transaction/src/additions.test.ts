// A crypttab with entries asks for what opens them, one with comments does not.
import test from 'ava'
import {planAdditions} from './additions.ts'

const withCrypttab = (text: string) => new Map([['/etc/crypttab', Buffer.from(text)]])

test('systemd-cryptsetup', t => {
  t.deepEqual(planAdditions(withCrypttab('data UUID=1 none luks\n')), [
    {
      package: 'systemd-cryptsetup',
      why: '/etc/crypttab has entries, and without it no encrypted volume is opened',
    },
  ])
  t.deepEqual(planAdditions(withCrypttab('# <target> <source>\n')), [])
  t.deepEqual(planAdditions(new Map()), [])
})

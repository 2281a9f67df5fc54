// A crypttab with entries asks for what opens them where that is a package of its own, one with comments does not.
import {targets} from '@livemode/userspace'
import test from 'ava'
import {planAdditions} from './additions.ts'

const withCrypttab = (text: string) => new Map([['/etc/crypttab', Buffer.from(text)]])
const encrypted = withCrypttab('data UUID=1 none luks\n')

test('systemd-cryptsetup', t => {
  const target = targets['debian-13']
  t.deepEqual(planAdditions(encrypted, target), [
    {
      package: 'systemd-cryptsetup',
      why: '/etc/crypttab has entries, and without it no encrypted volume is opened',
    },
  ])
  t.deepEqual(planAdditions(withCrypttab('# <target> <source>\n'), target), [])
  t.deepEqual(planAdditions(new Map(), target), [])
})

test('a release whose systemd opens them itself needs no more', t => {
  t.deepEqual(planAdditions(encrypted, targets['debian-12']), [])
})

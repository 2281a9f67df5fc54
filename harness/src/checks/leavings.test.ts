// What the upgrade leaves is held against what it must be.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {assertJournal, assertSuccess} from './leavings.ts'

const manifest = {buildId: '29c4f00187d27a33'}
const success = '{"result": "success", "reason": "", "buildId": "29c4f00187d27a33"}\n'

test('a success of this image is one', t => {
  t.notThrows(() => assertSuccess(success, manifest))
})

const others = [
  '',
  '{"result": "success", "reason": , "buildId": "29c4f00187d27a33"}',
  success.replace('success', 'failure'),
  success.replace('29c4', '0000'),
]

for (const text of others) {
  test(`no success: ${JSON.stringify(text)}`, t => {
    const error = t.throws(() => assertSuccess(text, manifest), {instanceOf: LivemodeError})
    t.is(error?.code, 'BOOT_FAILED')
    t.is(
      error?.message,
      `the upgrade did not leave the result of a success of 29c4f00187d27a33: ${text.trim()}`,
    )
  })
}

const journal = [
  'Nov 23 05:34:01 localhost kernel: Command line: root=live:UUID=1 rw',
  'Nov 23 05:34:02 live-upgrade systemd[1]: Starting upgrade.service',
  'Nov 23 05:34:03 live-upgrade upgrade[1]: livemode: upgrading A to B, image 29c4f00187d27a33',
]

test('a whole journal is one', t => {
  t.is(assertJournal(`${journal.join('\n')}\n`, manifest), 3)
})

test('a journal without its beginning is none', t => {
  t.throws(() => assertJournal(journal.slice(1).join('\n'), manifest), {
    message:
      'the log is not the whole journal of the upgrade: nothing in its 2 lines matches / kernel: .*Command line: /',
  })
})

test('the journal of another image is none', t => {
  t.throws(() => assertJournal(journal.slice(0, 2).join('\n'), manifest), {
    message:
      'the log is not the whole journal of the upgrade: nothing in its 2 lines matches image 29c4f00187d27a33',
  })
})

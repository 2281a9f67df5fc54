// A dracut that needs an argument for a live root gets it, and no other does; versions are numbers.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {planDracutArguments} from './dracut-arguments.ts'

const plan = (dracutVersion: string, systemdVersion: string) =>
  planDracutArguments({title: '', dracutVersion, systemdVersion})

const overlay = ['rd.live.overlay.overlayfs=1']

const versions: readonly [string, string, readonly string[]][] = [
  ['049-233.git20240115.el8', '239-82.el8', []],
  ['057-88.git20250311.el9', '252-51.el9', []],
  ['058', '252', overlay],
  ['059-4', '252.39-1~deb12u1', overlay],
  ['059-4', '99', overlay],
  ['060+5-8', '255.4', overlay],
  ['060+5-8', '256', []],
  ['100-1', '252', []],
  ['5', '252', []],
  ['106-6', '257.8-1~deb13u2', []],
  ['1:059-4', '1:252', overlay],
]

for (const [dracut, systemd, expected] of versions) {
  test(`dracut ${dracut} with systemd ${systemd}`, t => {
    t.deepEqual(plan(dracut, systemd), expected)
  })
}

test('what is no version is refused by name', t => {
  const error = t.throws(() => plan('git', '252'), {
    instanceOf: LivemodeError,
    message: '"git" is no version of dracut',
  })
  t.is(error?.code, 'IMAGE_BROKEN')
  t.throws(() => plan('059', ''), {message: '"" is no version of systemd'})
})

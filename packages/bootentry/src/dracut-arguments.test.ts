// A dracut that needs an argument for a live root gets it, and no other does; versions are numbers.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {planDracutArguments} from './dracut-arguments.ts'

const plan = (
  dracutVersion: string,
  systemdVersion: string,
  {isUnattended = false, isRootOpen = false} = {},
) => planDracutArguments({dracutVersion, systemdVersion}, {isUnattended, isRootOpen})

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

// Every dracut that a target may have, with a systemd before and after 256.
const all = [
  49,
  ...Array.from({length: 56}, (_, index) => index + 50),
  106,
  107,
  108,
  109,
  110,
  111,
]
const needing = all.flatMap(dracut =>
  [239, 252, 255, 256, 257].flatMap(systemd =>
    plan(String(dracut).padStart(3, '0'), String(systemd)).length > 0
      ? [`${dracut}/${systemd}`]
      : [],
  ),
)

test('only three versions of dracut need an argument, and only with an older systemd', t => {
  t.deepEqual(
    needing,
    [58, 59, 60].flatMap(dracut => [239, 252, 255].map(systemd => `${dracut}/${systemd}`)),
  )
})

const unattended = ['panic=10', 'systemd.crash_reboot=1', 'rd.shell=0', 'rd.emergency=reboot']

test('where nobody is nothing waits for somebody, in any version', t => {
  for (const dracut of all)
    t.deepEqual(plan(String(dracut), '257', {isUnattended: true, isRootOpen: true}), unattended)
  t.deepEqual(plan('059', '252', {isUnattended: true}), [...overlay, ...unattended])
})

test('who is waited for gets the shell without a password where root has none', t => {
  t.deepEqual(plan('106', '257', {isRootOpen: true}), ['SYSTEMD_SULOGIN_FORCE=1'])
})

test('what is no version is refused by name', t => {
  const error = t.throws(() => plan('git', '252'), {
    instanceOf: LivemodeError,
    message: '"git" is no version of dracut',
  })
  t.is(error?.code, 'IMAGE_BROKEN')
  t.throws(() => plan('059', ''), {message: '"" is no version of systemd'})
})

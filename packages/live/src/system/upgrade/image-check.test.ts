// Nothing is changed from an image with a block in it that is another one.
import test from 'ava'
import {startRun} from '../../../test/upgrade-run.ts'
import {runUpgrade} from './index.ts'

const rootHash = 'ab'.repeat(32)
const opened = {
  cmdline: `upgrade.image.roothash=${rootHash} upgrade.image.hashoffset=40960`,
  files: {'/run/initramfs/livemode/image-device': '/dev/loop3\n'},
}
const verify = `systemd-run --quiet --wait --pipe --collect veritysetup verify --no-superblock --salt=- --data-block-size=4096 --hash-block-size=4096 --hash-offset=40960 --data-blocks=10 /dev/loop3 /dev/loop3 ${rootHash}`

test('the image is read whole before the engine begins', async t => {
  const run = startRun(t, opened)
  t.is(await runUpgrade(run.live), 0)
  t.is(run.calls.filter(call => call === verify).length, 1)
  const lines = run.log().split('\n')
  const whole = lines.indexOf('livemode: the live image is whole')
  t.true(whole > 0 && whole < lines.indexOf('livemode: phase verify'), run.log())
})

test('an image that is another one upgrades nothing', async t => {
  const says = 'Verification failed at position 12288.\nVerification of data area failed.\n'
  for (const [stderr, why] of [
    [says, 'Verification failed at position 12288.'],
    ['', 'it cannot be read'],
  ] as const) {
    const run = startRun(t, {...opened, programs: {'systemd-run': () => ({code: 1, stderr})}})
    t.is(await runUpgrade(run.live), 1)
    t.is(run.result().reason, `the live image is not the one that was installed: ${why}`)
    t.false(run.log().includes('phase verify'))
    t.true(run.reboots())
  }
})

test('a copy in the memory is not read once more', async t => {
  const run = startRun(t, {cmdline: opened.cmdline})
  t.is(await runUpgrade(run.live), 0)
  t.deepEqual(
    run.calls.filter(call => call.includes('veritysetup')),
    [],
  )
})

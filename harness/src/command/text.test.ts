// What is printed at the end: a line for each scenario, the reason of each failure, the count.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import type {ScenarioResult} from '../run/result.ts'
import {renderList, renderResults} from './text.ts'

const passed: ScenarioResult = {
  scenario: 'local-ext4',
  passed: true,
  seconds: 93.4,
  steps: [{title: 'Live boot', seconds: 61}],
  proofs: ['/sysroot is Debian GNU/Linux 12 (bookworm)'],
  screens: [],
  artifacts: '/artifacts',
  out: '/out/boot/local-ext4',
  error: undefined,
}
const failed: ScenarioResult = {
  ...passed,
  scenario: 'corrupt-image',
  passed: false,
  out: '/out/boot/corrupt-image',
  error: new LivemodeError('BOOT_FAILED', 'the boot failed\n  seen: x'),
}

test('results', t => {
  t.is(
    renderResults([passed, failed]),
    [
      '✔ local-ext4 (93 s)',
      '  /sysroot is Debian GNU/Linux 12 (bookworm)',
      '✘ corrupt-image (93 s)',
      '  the boot failed',
      '    seen: x',
      '  its consoles and screens: /out/boot/corrupt-image',
      '1 passed, 1 failed',
      '',
    ].join('\n'),
  )
})

test('the list has every scenario with its tags', t => {
  t.is(
    renderList(),
    [
      'local-ext4     boots the live image from the ext4 root of the source, and the source afterwards [smoke]',
      'local-xfs      boots the live image from the XFS root of the source, and the source afterwards',
      'missing-image  finds out that the live image is missing, in both ways in which dracut conceals it [smoke]',
      'corrupt-image  finds out that the live image is cut off [smoke]',
      '',
    ].join('\n'),
  )
})

// What is printed at the end: a line for each scenario, the reason of each failure, the count.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {checkIds} from '../checks/index.ts'
import type {ScenarioResult} from '../run/result.ts'
import {scenarioIds} from '../scenarios/index.ts'
import {renderCount, renderList, renderResult} from './text.ts'

const passed: ScenarioResult = {
  scenario: 'local-ext4',
  passed: true,
  seconds: 93.4,
  steps: [{title: 'Live boot', seconds: 61}],
  proofs: ['/sysroot is Debian GNU/Linux 12 (bookworm)'],
  screens: [],
  artifacts: '/artifacts',
  out: '/out/boot/local-ext4',
  check: undefined,
  error: undefined,
}
const failed: ScenarioResult = {
  ...passed,
  scenario: 'corrupt-image',
  passed: false,
  out: '/out/boot/corrupt-image',
  check: 'sshd',
  error: new LivemodeError('BOOT_FAILED', 'the boot failed\n  seen: x'),
}

test('results', t => {
  t.is(
    [renderResult(passed), renderResult(failed), renderCount([passed, failed])].join(''),
    [
      '✔ local-ext4 (93 s)',
      '  /sysroot is Debian GNU/Linux 12 (bookworm)',
      '✘ corrupt-image (93 s)',
      '  in the check sshd: ssh opens the system with the key and with nothing else, also where root needs no password',
      '  the boot failed',
      '    seen: x',
      '  its consoles and screens: /out/boot/corrupt-image',
      '1 passed, 1 failed',
      '',
    ].join('\n'),
  )
})

test('the list has every scenario with its tags, and every check with its scenario', t => {
  const lines = renderList().split('\n')
  t.is(lines[0], 'Scenarios:')
  t.is(
    lines[1],
    '  local-ext4                 boots the live image from the ext4 root of the source, and the source afterwards',
  )
  t.is(
    lines[3],
    '  options                    boots a live image that has every option but a trace: access, network, packages [smoke]',
  )
  t.true(
    lines.includes(
      '  sshd                      ssh opens the system with the key and with nothing else, also where root needs no password (options)',
    ),
  )
  t.is(lines.length, scenarioIds.length + checkIds.length + 3)
})

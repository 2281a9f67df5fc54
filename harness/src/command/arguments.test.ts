// The command line of `npm run boot`: what it means, and how a wrong one is refused.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {parseBootArguments} from './arguments.ts'

const run = {
  kind: 'run',
  scenarios: [],
  artifacts: undefined,
  console: undefined,
  out: undefined,
  jobs: 1,
} as const

const meanings = [
  ['local-ext4', {...run, scenarios: ['local-ext4']}],
  ['missing-image local-xfs', {...run, scenarios: ['missing-image', 'local-xfs']}],
  ['--tag smoke', {...run, scenarios: ['options', 'corrupt-image', 'install-bios-grub']}],
  ['sshd', {...run, scenarios: ['options']}],
  ['sshd network-manager', {...run, scenarios: ['options']}],
  ['sshd strace', {...run, scenarios: ['options', 'trace']}],
  ['local-ext4 local-ext4', {...run, scenarios: ['local-ext4']}],
  ['./out', {...run, scenarios: ['local-ext4'], artifacts: './out'}],
  ['/srv/out missing-image', {...run, scenarios: ['missing-image'], artifacts: '/srv/out'}],
  ['local-ext4 --console', {...run, scenarios: ['local-ext4'], console: true}],
  ['local-ext4 --no-console', {...run, scenarios: ['local-ext4'], console: false}],
  ['local-ext4 --out /tmp/boot', {...run, scenarios: ['local-ext4'], out: '/tmp/boot'}],
  ['local-ext4 --jobs 2', {...run, scenarios: ['local-ext4'], jobs: 2}],
  ['--list', {...run, kind: 'list'}],
  ['--help', {...run, kind: 'help'}],
  ['-h local-ext4', {...run, kind: 'help', scenarios: ['local-ext4']}],
] as const

for (const [line, meaning] of meanings) {
  test(line, t => {
    t.deepEqual(parseBootArguments(line.split(' ')), meaning)
  })
}

const refusals = [
  ['', 'a scenario or a folder is missing'],
  ['local-ext5', 'there is no scenario and no check "local-ext5"'],
  ['./one ./two', 'one folder of artifacts at a time'],
  ['--tag slow', 'no scenario has the tag "slow"'],
  ['--console=yes local-ext4', "Option '--console' does not take an argument"],
  ['--jobs 0 local-ext4', '--jobs is a number from 1 to 99, not "0"'],
  ['--jobs two local-ext4', '--jobs is a number from 1 to 99, not "two"'],
  ['--verbose', "Unknown option '--verbose'"],
] as const

for (const [line, message] of refusals) {
  test(`refused: ${line || 'nothing'}`, t => {
    const argv = line.split(' ').filter(word => word !== '')
    const error = t.throws(() => parseBootArguments(argv), {instanceOf: LivemodeError, message})
    t.is(error?.exitCode, 2)
    t.is(error?.hint, '--list prints scenarios and checks; a folder has a slash in it, e.g. ./out')
  })
}

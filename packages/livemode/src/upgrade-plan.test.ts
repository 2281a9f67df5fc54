// The plan is printed in the shape that others rely on, and a change of it shows in examples/.
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {defaultConfig, messages} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {host, type Run, repository, runLivemode} from './run-livemode.ts'
import {planUpgrade} from './upgrade-plan.ts'

const example = 'examples/minimal'
const argv = ['plan', '--json', '--config', `${example}.yaml`, '--target', 'debian-13']

const regenerate = `${example}.plan.json is not the plan any more. If it should change:
  npx livemode ${argv.join(' ')} --host fixtures/hosts/rhel-8-lvm.json >${example}.plan.json
  npm run format`

let printed: Run

test.before(async () => {
  printed = await runLivemode([...argv, ...host], {folder: repository})
})

test('the plan of the example', async t => {
  const {code, stdout, stderr} = printed
  t.deepEqual({code, stderr}, {code: 0, stderr: ''})
  const text = await readFile(join(repository, `${example}.plan.json`), 'utf8')
  const [actual, expected] = [JSON.parse(stdout), JSON.parse(text)]
  t.deepEqual(changedLines(expected, actual), [], regenerate)
  t.deepEqual(actual, expected, regenerate)
})

/** What only one of two plans has, line by line: the whole plan would bury it. */
function changedLines(before: unknown, after: unknown): readonly string[] {
  const linesOf = (value: unknown) => JSON.stringify(value, undefined, 2).split('\n')
  const [gone, come] = [linesOf(before), linesOf(after)]
  return [
    ...gone.filter(line => !come.includes(line)).map(line => `- ${line.trim()}`),
    ...come.filter(line => !gone.includes(line)).map(line => `+ ${line.trim()}`),
  ]
}

test('its shape', t => {
  const plan = JSON.parse(printed.stdout)
  t.deepEqual(Object.keys(plan), ['messages', 'files', 'initramfs', 'squashfs', 'bootEntry'])
  t.deepEqual(Object.keys(plan.messages), [
    'LiveModeConfigFacts',
    'UsedTargetRepositories',
    'LiveModeRequirementsTasks',
    'BootContent',
    'LiveModeArtifacts',
  ])
  for (const [name, message] of Object.entries(plan.messages)) {
    t.deepEqual(messages[name as keyof typeof messages].parse(message), message, name)
  }
  const {files} = plan
  t.deepEqual(messages.PrepareLiveImageTasks.parse({files}), {files})
  t.deepEqual(Object.keys(plan.initramfs), ['argv'])
  t.deepEqual(Object.keys(plan.squashfs), ['argv'])
  t.deepEqual(Object.keys(plan.bootEntry), [
    'loader',
    'title',
    'kernel',
    'initramfs',
    'arguments',
    'cmdline',
    'steps',
  ])
  t.deepEqual(Object.keys(plan.bootEntry.arguments), ['add', 'remove'])
})

test('the same input gives the same plan', t => {
  const input = {
    config: defaultConfig,
    host: parseHost(fixture('hosts/debian-12-btrfs.json'), {file: 'debian-12-btrfs.json'}),
    target: targets['debian-13'],
    enabled: true,
    authorizedKeys: null,
  }
  t.deepEqual(planUpgrade(structuredClone(input)), planUpgrade(input))
})

// A program is followed as it goes: by line, by status, and when it says nothing for too long.
import {join} from 'node:path'
import test from 'ava'
import {follow} from './follow.ts'
import {liveSystem} from './live-system.ts'
import {processesBelow} from './processes.ts'

function start(script: string, {seconds = 60, act = async (_pid: number) => {}} = {}) {
  const lines: string[] = []
  const statuses: string[] = []
  const code = follow(['/bin/sh', '-c', script], {
    environment: {PATH: '/usr/bin:/bin', NAME: 'value'},
    onLine: line => lines.push(line),
    onStatus: line => statuses.push(line),
    silence: {seconds, act},
  })
  return {lines, statuses, code}
}

test('lines and statuses come apart, with the environment that is given and no other', async t => {
  const {lines, statuses, code} = start('echo "$NAME"; echo s >&3; echo "$HOME" >&2; exit 3')
  t.is(await code, 3)
  t.deepEqual(lines.toSorted(), ['', 'value'])
  t.deepEqual(statuses, ['s'])
})

test('a program that is not there is an error', async t => {
  const options = {environment: {}, onLine: () => {}, silence: {seconds: 60, act: async () => {}}}
  await t.throwsAsync(follow([join('/nonexistent', 'x')], options), {code: 'ENOENT'})
})

test('what a program leaves running does not keep it from ending', async t => {
  const {lines, code} = start('sleep 60 & echo $!; exit 0')
  t.is(await code, 0)
  process.kill(Number(lines[0]))
})

test('silence is told with the process that is silent; what is below it can be named and ended', async t => {
  const named: string[] = []
  const {code} = start('sleep 61 & wait', {
    seconds: 0.2,
    async act(pid) {
      for (const {pid: id, command} of processesBelow(liveSystem, pid)) {
        named.push(command)
        process.kill(id)
      }
    },
  })
  t.not(await code, null)
  t.deepEqual(named.slice(0, 1), ['sleep 61'])
})

test('a signal that ends it gives no code', async t => {
  t.is(await start('kill -KILL $$').code, null)
})

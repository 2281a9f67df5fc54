// Every kind of snapshot keeps the contract: what is held goes back in two steps, again and again, and is told where it cannot.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Mount} from '@livemode/host'
import test from 'ava'
import {startLive} from '../../../../test/live-system.ts'
import {assets} from '../../../assets.ts'
import {Refusal} from '../../../engines/engine.ts'
import {snapshotKindIds} from './ids.ts'
import {snapshotKinds} from './index.ts'

const real = ([program = '', ...rest]: readonly string[]) => {
  const {status, stdout, stderr} = spawnSync(program, rest, {encoding: 'utf8'})
  return {code: status, stdout, stderr}
}

for (const id of snapshotKindIds) {
  const kind = snapshotKinds[id]

  test(`${id} holds what an upgrade changes, and the boot loader's files go back in a step of their own`, async t => {
    t.regex(kind.does, /^[a-z].*[^.]$/)
    const {live, sourceRoot} = startLive(t, {
      source: {'/etc/a': 'old', '/usr/bin/b': 'old', '/boot/c': 'old', '/home/d': 'old'},
      files: {'/usr/lib/livemode/exchange': assets.read('exchange')},
      programs: Object.fromEntries(
        ['cp', 'env', 'sh', 'touch', 'getcap'].map(name => [name, real]),
      ),
    })
    const mounts = [{target: sourceRoot, fstype: 'ext4'} as Mount]
    const needs = [{what: 'too much', path: '/', bytes: 1e15}]
    await t.throwsAsync(kind.take(live, {mounts, own: [], needs}), {instanceOf: Refusal})
    const taken = await kind.take(live, {mounts, own: [], needs: []})
    t.deepEqual(kind.findLost(sourceRoot, taken), [])
    const paths = ['etc/a', 'usr/bin/b', 'boot/c', 'home/d']
    for (const path of paths) writeFileSync(join(sourceRoot, path), 'new in a longer text')
    t.deepEqual(kind.findLost(sourceRoot, taken), ['/usr/bin/b'], 'it was not replaced')
    const texts = () => paths.map(path => readFileSync(join(sourceRoot, path), 'utf8').slice(0, 3))
    for (const _ of ['once', 'again']) await kind.goBack(live, taken, 'system')
    t.deepEqual(texts(), ['old', 'new', 'new', 'new'])
    for (const _ of ['once', 'again']) await kind.goBack(live, taken, 'boot')
    t.deepEqual(texts(), ['old', 'new', 'old', 'new'])
    t.true(existsSync(join(sourceRoot, '.livemode-before')), 'nothing is let go of')
  })
}

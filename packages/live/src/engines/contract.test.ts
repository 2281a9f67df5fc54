// Every engine keeps the contract: what the runner and an administrator can rely on.
import test from 'ava'
import {readProgram} from '../program.ts'
import {type EngineId, engineIds} from './ids.ts'
import {defaultEngineFor, engines, enginesFor} from './index.ts'

for (const id of engineIds) {
  const {engine} = engines[id]

  test(`${id} has phases that can be told apart, and changes nothing before it has looked`, t => {
    const names = engine.phases.map(({name}) => name)
    t.is(new Set(names).size, names.length)
    for (const name of names) t.regex(name, /^[a-z][a-z-]*$/)
    t.false(engine.phases[0].changes)
    // What has begun to change the source is not to be told from what has not.
    const firstChange = engine.phases.findIndex(({changes}) => changes)
    const later = firstChange < 0 ? [] : engine.phases.slice(firstChange)
    t.true(later.every(({changes}) => changes))
    t.regex(engine.does, /^[a-z].*[^.]$/)
  })

  test(`${id} is a module of its own, that an image can carry without the others`, async t => {
    const text = readProgram(`engines/${id}.ts`)
    t.is(readProgram(`engines/${id}.ts`), text)
    const imports = [...text.matchAll(/^import .* from "(.*)";$/gm)].map(([, name]) => name ?? '')
    for (const name of imports) t.regex(name, /^node:|^(fs|path|util)/)
    const {default: loaded} = await import(`data:text/javascript,${encodeURIComponent(text)}`)
    t.deepEqual(
      loaded.phases.map(({name}: {name: string}) => name),
      engine.phases.map(({name}) => name),
    )
  })
}

test('every image carries the probe', t => {
  for (const packageManager of ['apt', 'dnf', 'unknown']) {
    t.true(enginesFor(packageManager).includes('probe' satisfies EngineId))
  }
})

test('where none is named, it is one that the image carries', t => {
  for (const packageManager of ['apt', 'dnf', 'unknown']) {
    t.true(enginesFor(packageManager).includes(defaultEngineFor(packageManager)))
  }
})

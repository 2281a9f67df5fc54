// Progress is a line when a step starts and one when it is done, and the seconds are kept.
import test from 'ava'
import {plainProgress} from './progress.ts'

const withoutNumbers = (lines: readonly string[]) =>
  lines.map(line => line.replace(/\d+\.\d s$/, 'N s'))

test('steps, one after the other', async t => {
  const lines: string[] = []
  const progress = plainProgress(line => lines.push(line))
  t.is(await progress.step('Toolbox', async () => 'made'), 'made')
  await progress.step('Live image', async log => {
    log('a line of mksquashfs')
    lines.push('(working)')
  })
  t.deepEqual(withoutNumbers(lines), [
    'Toolbox …',
    'Toolbox: N s',
    'Live image …',
    '(working)',
    'Live image: N s',
  ])
  t.deepEqual(Object.keys(progress.timings), ['Toolbox', 'Live image'])
  for (const seconds of Object.values(progress.timings)) t.true(seconds >= 0)
})

test('a step that fails is not done', async t => {
  const lines: string[] = []
  const progress = plainProgress(line => lines.push(line))
  const failing = progress.step('Toolbox', async () => {
    throw new Error('the engine is gone')
  })
  await t.throwsAsync(failing, {message: 'the engine is gone'})
  t.deepEqual(lines, ['Toolbox …'])
  t.deepEqual(progress.timings, {})
})

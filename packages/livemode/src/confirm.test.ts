// One question, on a terminal, and nothing but yes is yes.
import {PassThrough} from 'node:stream'
import {text} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {confirm} from './confirm.ts'

const {signal} = new AbortController()

async function answer(words: string): Promise<{isYes: boolean; shown: string}> {
  const input = Object.assign(new PassThrough(), {isTTY: true})
  const output = new PassThrough()
  const asked = confirm('Upgrade?', {signal, input, output})
  input.write(`${words}\n`)
  const isYes = await asked
  output.end()
  return {isYes, shown: await text(output)}
}

test('yes is yes', async t => {
  t.deepEqual(await answer('yes'), {isYes: true, shown: 'Upgrade?\nType "yes" to go on: '})
  t.true((await answer('  yes ')).isYes)
})

for (const words of ['', 'y', 'no', 'YES!', 'yes please']) {
  test(`${JSON.stringify(words)} is no`, async t => t.false((await answer(words)).isYes))
}

test('the end of the input is no', async t => {
  const input = Object.assign(new PassThrough(), {isTTY: true})
  const asked = confirm('Upgrade?', {signal, input, output: new PassThrough()})
  input.end()
  t.false(await asked)
})

test('without a terminal nobody is asked', async t => {
  const error = await t.throwsAsync(confirm('Upgrade?', {signal, input: new PassThrough()}), {
    instanceOf: LivemodeError,
    message: 'there is no terminal to ask on',
  })
  t.is(error?.exitCode, 2)
})

test('an interruption ends the question', async t => {
  const interruption = new AbortController()
  const input = Object.assign(new PassThrough(), {isTTY: true})
  const asked = confirm('Upgrade?', {signal: interruption.signal, input, output: new PassThrough()})
  interruption.abort(new Error('interrupted by SIGINT'))
  await t.throwsAsync(asked, {name: 'AbortError'})
})

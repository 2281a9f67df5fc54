// One run at a time uses a folder; the others wait for its end, or for their own interruption.
import test from 'ava'
import {takeTurn} from './turn.ts'

const {signal} = new AbortController()
const folder = (name: string) => `/test/${process.pid}/${name}`
const unexpected = () => {
  throw new Error('nobody else has a turn')
}

test('turns with different folders do not wait for each other', async t => {
  await using _one = await takeTurn({folder: folder('one'), signal, onWait: unexpected})
  await using _two = await takeTurn({folder: folder('two'), signal, onWait: unexpected})
  t.pass()
})

test('a turn waits for the end of the one before it', async t => {
  const order: string[] = []
  const waits = Promise.withResolvers<void>()
  const first = await takeTurn({folder: folder('same'), signal, onWait: unexpected})
  const second = takeTurn({folder: folder('same'), signal, onWait: waits.resolve}).then(turn => {
    order.push('second starts')
    return turn
  })
  await waits.promise
  order.push('first ends')
  await first[Symbol.asyncDispose]()
  await (await second)[Symbol.asyncDispose]()
  t.deepEqual(order, ['first ends', 'second starts'])
})

test('an interruption ends the wait', async t => {
  const interruption = new AbortController()
  const reason = new Error('interrupted')
  await using _first = await takeTurn({folder: folder('held'), signal, onWait: unexpected})
  const second = takeTurn({
    folder: folder('held'),
    signal: interruption.signal,
    onWait: () => interruption.abort(reason),
  })
  t.is(await t.throwsAsync(second), reason)
})

// Of several lines of one failure the one that says most counts, in whatever order they come.
import test from 'ava'
import {watchForFailure} from './failure-watch.ts'

const fatal = 'dracut: FATAL: Failed to find a root filesystem in /run/initramfs/live//x.img.'
const cause =
  'mount: /run/initramfs/squashfs: wrong fs type, bad option, bad superblock on /dev/loop0'
const system = 'Debian GNU/Linux 13 (trixie)'

for (const lines of [
  [fatal, cause],
  [cause, fatal],
]) {
  test(`the cause counts: ${lines.join(' … ')}`, async t => {
    const watch = watchForFailure({system})
    for (const [seconds, text] of lines.entries()) watch.take({seconds, text})
    t.is(watch.failure, undefined)
    const failure = await watch.failed
    t.is(failure.id, 'image-unreadable')
    t.is(watch.failure, failure)
  })
}

test('another system is expected when it has been said, and not before', async t => {
  const watch = watchForFailure({system: 'Debian GNU/Linux 12 (bookworm)'})
  watch.take({seconds: 1, text: 'Welcome to Debian GNU/Linux 12 (bookworm)!'})
  watch.expect(system)
  watch.take({seconds: 2, text: `Welcome to ${system}!`})
  watch.end()
  t.is(watch.failure, undefined)
  watch.take({seconds: 3, text: 'Welcome to Debian GNU/Linux 12 (bookworm)!'})
  t.is((await watch.failed).id, 'wrong-root')
})

test('the first of two equal lines counts', async t => {
  const watch = watchForFailure({system})
  for (const seconds of [1, 2]) watch.take({seconds, text: 'dracut: Refusing to continue'})
  t.is((await watch.failed).line.seconds, 1)
})

test('what must be seen often is no failure before, however often it is repeated', async t => {
  const watch = watchForFailure({system})
  const wait = (second: number) => ({
    seconds: second,
    text: `[ ***  ] Job dev-mapper-live\\x2drw.device/start running (${second}s / 50min)`,
  })
  for (const second of [1, 2, 2, 2, 3, 4, 5, 5]) watch.take(wait(second))
  watch.end()
  t.is(watch.failure, undefined)
  watch.take(wait(6))
  const {id, line} = await watch.failed
  t.is(id, 'image-missing')
  t.is(line.seconds, 6)
})

test('the end of the console settles what was found', async t => {
  const watch = watchForFailure({system})
  watch.take({seconds: 1, text: fatal})
  watch.end()
  t.is(watch.failure?.id, 'root-not-found')
  watch.take({seconds: 2, text: cause})
  t.is((await watch.failed).id, 'root-not-found')
})

test('a console without a failure ends without one', t => {
  const watch = watchForFailure({system})
  watch.take({seconds: 1, text: `Welcome to ${system}!`})
  watch.end()
  t.is(watch.failure, undefined)
})

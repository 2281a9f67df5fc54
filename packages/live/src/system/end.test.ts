// What is said on every console is a line that the kernel takes, whatever a package has to do with it.
import test from 'ava'
import {startLive} from '../../test/live-system.ts'
import {sayOnConsoles} from './end.ts'

test('a long reason of several lines', t => {
  const {live, read} = startLive(t, {files: {'/dev/kmsg': '', '/run/livemode/.there': ''}})
  sayOnConsoles(live, `dpkg finds:\n\u001b[31m${'x'.repeat(5000)}`)
  const text = `livemode: dpkg finds: ${'x'.repeat(688)} ...\n`
  t.is(read('/dev/kmsg'), `<3>${text}`)
  t.is(read('/run/livemode/messages'), text)
})

test('where the kernel does not take it, the journal has it', t => {
  const {live, lines} = startLive(t, {files: {'/dev/kmsg/folder': ''}})
  sayOnConsoles(live, 'no space')
  t.deepEqual(lines, ['no space'])
})

test('a console that is not there stays away, and one that is there is told', t => {
  const files = {'/dev/kmsg': '', '/run/livemode/.there': ''}
  const without = startLive(t, {files})
  sayOnConsoles(without.live, 'no space')
  t.false(without.has('/dev/tty1'))
  const {live, read} = startLive(t, {files: {...files, '/dev/tty1': ''}})
  sayOnConsoles(live, 'no space')
  t.is(read('/dev/tty1'), 'livemode: no space\n')
})

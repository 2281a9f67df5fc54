// What changes the machine, and what reads its secrets, is root's.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {assertRoot} from './root.ts'

test('another user is refused, root is not', t => {
  const error = t.throws(() => assertRoot('install', 1000), {
    instanceOf: LivemodeError,
    message: 'install needs root',
  })
  t.is(error?.code, 'NOT_ROOT')
  t.is(error?.hint, 'run it with sudo')
  t.notThrows(() => assertRoot('install', 0))
})

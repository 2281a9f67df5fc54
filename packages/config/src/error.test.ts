// An error carries its code, the exit code that belongs to it, its hint and its cause.
import test from 'ava'
import {LivemodeError} from './index.ts'

test('everything given is there', t => {
  const cause = new Error('ENOSPC')
  const error = new LivemodeError('NO_SPACE', '/boot is full', {hint: 'make room', cause})
  t.true(error instanceof Error)
  t.is(error.name, 'LivemodeError')
  t.is(error.code, 'NO_SPACE')
  t.is(error.message, '/boot is full')
  t.is(error.hint, 'make room')
  t.is(error.cause, cause)
})

test('without a cause there is none', t => {
  const error = new LivemodeError('USAGE', 'no such command')
  t.false('cause' in error)
  t.is(error.hint, undefined)
})

test('each family of codes has its exit code', t => {
  const exitCode = (code: ConstructorParameters<typeof LivemodeError>[0]) =>
    new LivemodeError(code, '').exitCode
  t.is(exitCode('COMMAND_FAILED'), 1)
  t.is(exitCode('HOST_UNREADABLE'), 1)
  t.is(exitCode('HOST_INVALID'), 2)
  t.is(exitCode('USAGE'), 2)
  t.is(exitCode('INHIBITED'), 3)
})

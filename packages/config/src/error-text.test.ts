// Proves that an error is printed with everything a reader can use, and a defect with its stack.
import test from 'ava'
import {LivemodeError} from './error.ts'
import {renderError} from './error-text.ts'

test('an error is its sentence, its hint, and the causes that have sentences', t => {
  const cause = new LivemodeError('ENGINE_FAILED', 'the engine is tired', {cause: new Error('x')})
  const error = new LivemodeError('BASE_UNAVAILABLE', 'there is no base', {hint: 'make one', cause})
  t.is(renderError(error), 'there is no base\n  make one\n  because: the engine is tired')
})

test('what nobody expected comes with its stack', t => {
  const error = new TypeError('undefined is not a function')
  t.is(renderError(error), `unexpected: ${error.stack}`)
  t.true(renderError(error).includes('error-text.test.ts'))
  t.is(renderError('a text'), 'unexpected: a text')
})

// Live mode is refused unless the environment asks for it in exactly one way.
import test from 'ava'
import {assertEnabled, isEnabled, LivemodeError} from './index.ts'

const environments: readonly [Record<string, string | undefined>, boolean][] = [
  [{LEAPP_UNSUPPORTED: '1'}, true],
  [{LEAPP_UNSUPPORTED: '0'}, false],
  [{LEAPP_UNSUPPORTED: ''}, false],
  [{LEAPP_UNSUPPORTED: 'true'}, false],
  [{}, false],
]

for (const [environment, enabled] of environments) {
  test(`${JSON.stringify(environment)} means ${enabled}`, t => {
    t.is(isEnabled(environment), enabled)
    const message = 'live mode is not enabled: build is refused'
    if (enabled) t.notThrows(() => assertEnabled(environment, 'build'))
    else t.throws(() => assertEnabled(environment, 'build'), {message})
  })
}

test('the refusal says what to do', t => {
  const error = t.throws(() => assertEnabled({}, 'install'), {instanceOf: LivemodeError})
  t.is(error?.code, 'NOT_ENABLED')
  t.is(error?.exitCode, 3)
  t.is(
    error?.hint,
    'set LEAPP_UNSUPPORTED=1 in the environment to say that you want an unsupported upgrade',
  )
})

// Where no engine answers, the message has every address that was tried.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {connectEngine} from './engine.ts'

const refusals: Readonly<Record<string, {address: string; cause: string}>> = {
  'a socket that is not there': {
    address: 'unix:///nonexistent/docker.sock',
    cause: 'connect ENOENT /nonexistent/docker.sock',
  },
  'a file that is no socket': {
    address: 'unix:///dev/null',
    cause: 'connect ECONNREFUSED /dev/null',
  },
  'an address that is none': {address: 'docker', cause: 'Invalid URL'},
}

for (const [what, {address, cause}] of Object.entries(refusals)) {
  test(`${what} is no engine`, async t => {
    const error = await t.throwsAsync(connectEngine({DOCKER_HOST: address}), {
      instanceOf: LivemodeError,
      message: `no container engine answers at ${address}`,
    })
    t.is(error?.code, 'ENGINE_UNREACHABLE')
    t.is(
      error?.hint,
      'start Docker or Podman (podman system service), or name its socket in DOCKER_HOST',
    )
    const causes = error?.cause instanceof AggregateError ? error.cause.errors : []
    t.deepEqual(
      causes.map(({message}: Error) => message),
      [cause],
    )
  })
}

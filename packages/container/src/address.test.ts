// The engine is looked for where it may be, in order, and its address becomes dockerode's options.
import test from 'ava'
import {connectionOptions, engineAddresses} from './address.ts'

test('DOCKER_HOST is the only candidate', t => {
  const environment = {DOCKER_HOST: 'tcp://192.0.2.1:2375', XDG_RUNTIME_DIR: '/run/user/1000'}
  t.deepEqual(engineAddresses(environment), ['tcp://192.0.2.1:2375'])
})

test('without it the well-known sockets are, those of the user before those of the system', t => {
  t.deepEqual(engineAddresses({DOCKER_HOST: '', XDG_RUNTIME_DIR: '/run/user/1000'}), [
    'unix:///var/run/docker.sock',
    'unix:///run/user/1000/podman/podman.sock',
    'unix:///run/podman/podman.sock',
  ])
  t.deepEqual(engineAddresses({}), [
    'unix:///var/run/docker.sock',
    'unix:///run/podman/podman.sock',
  ])
})

test('a socket', t => {
  t.deepEqual(connectionOptions('unix:///run/podman/podman.sock'), {
    socketPath: '/run/podman/podman.sock',
  })
})

test('a host, with a port and without one', t => {
  t.deepEqual(connectionOptions('tcp://engine.example:4243'), {
    protocol: 'http',
    host: 'engine.example',
    port: 4243,
  })
  t.is(connectionOptions('tcp://192.0.2.1').port, 2375)
})

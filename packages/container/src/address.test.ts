// The engine is looked for where it may be, in order, and its address becomes dockerode's options.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
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

test('ssh, with the keys of the agent', t => {
  const environment = {SSH_AUTH_SOCK: '/run/agent'}
  t.deepEqual(connectionOptions('ssh://me@engine.example:2222', environment), {
    protocol: 'ssh',
    host: 'engine.example',
    port: 2222,
    username: 'me',
    sshOptions: {agent: '/run/agent'},
  })
  t.deepEqual(connectionOptions('ssh://engine.example'), {
    protocol: 'ssh',
    host: 'engine.example',
    port: 22,
    sshOptions: {},
  })
})

test('TLS where it is asked for, with the certificates of the folder', t => {
  const folder = mkdtempSync(join(tmpdir(), 'livemode-certificates-'))
  t.teardown(() => rmSync(folder, {recursive: true}))
  for (const name of ['ca', 'cert', 'key']) writeFileSync(join(folder, `${name}.pem`), name)
  const certificates = {ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key')}
  const verified = {DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder}
  t.deepEqual(connectionOptions('tcp://engine.example', verified), {
    protocol: 'https',
    host: 'engine.example',
    port: 2376,
    ...certificates,
  })
  t.like(connectionOptions('tcp://engine.example:2376'), {protocol: 'https', port: 2376})
  t.like(connectionOptions('tcp://engine.example:4243', {DOCKER_CERT_PATH: folder}), {
    protocol: 'http',
  })
  t.throws(() => connectionOptions('tcp://x:2376', {DOCKER_CERT_PATH: '/nonexistent'}), {
    message: /\/nonexistent\/ca\.pem/,
  })
})

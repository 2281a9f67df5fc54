import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {DockerOptions} from 'dockerode'

/**
 * Where a container engine may answer, in the order in which they are tried.
 *
 * Takes the environment: `DOCKER_HOST` names exactly one engine and is then the only candidate;
 * else the well-known sockets of Docker and of Podman (its user's and the system's) are given.
 */
export function engineAddresses(environment: Environment): readonly string[] {
  if (environment.DOCKER_HOST) return [environment.DOCKER_HOST]
  const runtime = environment.XDG_RUNTIME_DIR
  return [
    'unix:///var/run/docker.sock',
    ...(runtime ? [`unix://${runtime}/podman/podman.sock`] : []),
    'unix:///run/podman/podman.sock',
  ]
}

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * An engine's address as dockerode's options: a unix socket, TCP, TLS (`DOCKER_TLS_VERIFY`, or the port that is registered for
 * it, with the certificates of `DOCKER_CERT_PATH`), or ssh with the keys of the running agent. As docker(1) reads them.
 *
 * Throws where the address is none, or a certificate cannot be read.
 */
export function connectionOptions(address: string, environment: Environment = {}): DockerOptions {
  if (address.startsWith('unix://')) return {socketPath: address.slice('unix://'.length)}
  const {protocol, hostname: host, port, username} = new URL(address)
  if (protocol === 'ssh:') {
    const {SSH_AUTH_SOCK: agent} = environment
    return {
      protocol: 'ssh',
      host,
      port: Number(port || 22),
      ...(username !== '' && {username}),
      sshOptions: {...(agent && {agent})},
    }
  }
  if (!environment.DOCKER_TLS_VERIFY && port !== tlsPort && protocol !== 'https:') {
    return {protocol: 'http', host, port: Number(port || 2375)}
  }
  return {
    protocol: 'https',
    host,
    port: Number(port || tlsPort),
    ...readCertificates(environment),
  }
}

const tlsPort = '2376'

function readCertificates({DOCKER_CERT_PATH: folder}: Environment) {
  if (!folder) return {}
  const read = (name: string) => readFileSync(join(folder, name))
  return {ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem')}
}

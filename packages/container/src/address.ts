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

/** An engine's address as dockerode's options. Only unix sockets and plain TCP are understood. */
export function connectionOptions(address: string) {
  if (address.startsWith('unix://')) return {socketPath: address.slice('unix://'.length)}
  const {hostname, port} = new URL(address)
  return {protocol: 'http' as const, host: hostname, port: Number(port || 2375)}
}

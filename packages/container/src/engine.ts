import {setTimeout} from 'node:timers/promises'
import {LivemodeError} from '@livemode/config'
import type Docker from 'dockerode'
import {connectionOptions, type Environment, engineAddresses} from './address.ts'

/** A container engine that answers: Docker, or Podman behind its Docker-compatible socket. */
export interface Engine {
  readonly docker: Docker
  readonly address: string
  readonly name: string
  readonly version: string
}

const answerMilliseconds = 10_000

/**
 * Finds the container engine: the one of `DOCKER_HOST`, else the first of the well-known sockets
 * that answers. Throws `ENGINE_UNREACHABLE` with every address that was tried.
 */
export async function connectEngine(environment: Environment): Promise<Engine> {
  const addresses = engineAddresses(environment)
  const causes: unknown[] = []
  for (const address of addresses) {
    try {
      return await connect(address, environment)
    } catch (error) {
      causes.push(error)
    }
  }
  throw new LivemodeError(
    'ENGINE_UNREACHABLE',
    `no container engine answers at ${addresses.join(' or ')}`,
    {
      hint: 'start Docker or Podman (podman system service), or name its socket in DOCKER_HOST',
      cause: new AggregateError(causes),
    },
  )
}

async function connect(address: string, environment: Environment): Promise<Engine> {
  // Most of what a command would load; those that start no container begin without it.
  const {default: Docker} = await import('dockerode')
  const docker = new Docker(connectionOptions(address, environment))
  const version = await Promise.race([docker.version(), silence()])
  const component = version.Components?.[0]?.Name ?? 'Docker'
  return {
    docker,
    address,
    name: component.startsWith('Podman') ? 'Podman' : 'Docker',
    version: version.Version,
  }
}

async function silence(): Promise<never> {
  await setTimeout(answerMilliseconds, undefined, {ref: false})
  throw new Error(`no answer within ${answerMilliseconds / 1000} s`)
}

import type {Readable} from 'node:stream'
import {LivemodeError} from '@livemode/config'
import {type Engine, type Owner, ownerLabel, renderOwner} from '@livemode/container'
import {GenericContainer, PullPolicy, type StartedTestContainer} from 'testcontainers'

export interface QemuContainerOptions {
  readonly engine: Engine
  readonly owner: Owner
  /** The image that has QEMU. */
  readonly toolbox: string
  readonly argv: readonly string[]
  /** Files of the host that QEMU sees: `{'/on/the/host': '/in/the/container'}`. */
  readonly binds: Readonly<Record<string, string>>
  readonly devices: readonly string[]
  /** Receives what QEMU itself says; its end is QEMU's end. */
  readonly onOutput: (output: Readable) => void
}

/**
 * Starts a container that is one QEMU: it has no network, no privileges, and ends with the guest. Throws `ENGINE_FAILED`, and
 * leaves none, where the engine cannot start it: there may be no such device.
 */
export async function startQemuContainer(
  options: QemuContainerOptions,
): Promise<StartedTestContainer> {
  // The library looks for an engine of its own accord; it must be the one that holds the toolbox.
  process.env.DOCKER_HOST ??= options.engine.address
  const [program = '', ...programArguments] = options.argv
  const name = `livemode-machine-${crypto.randomUUID().slice(0, 8)}`
  try {
    return await new QemuContainer(options.toolbox, options.devices)
      .withPullPolicy(PullPolicy.neverPull())
      .withName(name)
      .withLabels({[ownerLabel]: renderOwner(options.owner)})
      // Its own cleaner is a container that would have to be pulled; `sweepContainers` does the same.
      .withAutoCleanup(false)
      .withNetworkMode('none')
      .withBindMounts(
        Object.entries(options.binds).map(([source, target]) => ({source, target, mode: 'rw'})),
      )
      .withEntrypoint([program])
      .withCommand(programArguments)
      .withLogConsumer(options.onOutput)
      .start()
  } catch (cause) {
    // It has been made, and not started.
    await options.engine.docker
      .getContainer(name)
      .remove({force: true})
      .catch(() => {})
    const why = (cause as Error).message
    throw new LivemodeError('ENGINE_FAILED', `cannot start a machine’s container: ${why}`, {cause})
  }
}

class QemuContainer extends GenericContainer {
  constructor(image: string, devices: readonly string[]) {
    super(image)
    this.hostConfig.Devices = devices.map(device => ({
      PathOnHost: device,
      PathInContainer: device,
      CgroupPermissions: 'rw',
    }))
  }
}

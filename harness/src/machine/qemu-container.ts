import type {Readable} from 'node:stream'
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

/** Starts a container that is one QEMU: it has no network, no privileges, and ends with the guest. */
export function startQemuContainer(options: QemuContainerOptions): Promise<StartedTestContainer> {
  // The library looks for an engine of its own accord; it must be the one that holds the toolbox.
  process.env.DOCKER_HOST ??= options.engine.address
  const [program = '', ...programArguments] = options.argv
  return (
    new QemuContainer(options.toolbox, options.devices)
      .withPullPolicy(PullPolicy.neverPull())
      .withName(`livemode-machine-${crypto.randomUUID().slice(0, 8)}`)
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
  )
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

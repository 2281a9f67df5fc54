import type {Socket} from 'node:net'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {openTemporaryFolder} from '../temporary-folder.ts'
import type {MachineHost, MachineOptions} from './host.ts'
import {places, renderQemuArguments, type SocketName} from './qemu-arguments.ts'
import {startQemuContainer} from './qemu-container.ts'
import {openQmp, type Qmp} from './qmp.ts'
import {listenForQemu} from './sockets.ts'

/** A QEMU that runs, and the folder through which files come out of it. */
export interface Qemu extends AsyncDisposable {
  readonly sockets: Readonly<Record<SocketName, Socket>>
  readonly qmp: Qmp
  /** A file of the run folder, as the host and as QEMU sees it. */
  place(name: string): {readonly host: string; readonly qemu: string}
}

const defaults = {memoryMebibytes: 2048, processors: 2}
const startSeconds = 60

/** Starts QEMU with its sockets connected and its monitor ready. Leaving the scope takes away container and run folder. */
export async function startQemu(host: MachineHost, options: MachineOptions): Promise<Qemu> {
  await using stack = new AsyncDisposableStack()
  const {path: folder} = stack.use(await openTemporaryFolder())
  const {connected} = stack.use(await listenForQemu(folder))
  const output = Promise.withResolvers<string>()
  const container = await startQemuContainer({
    ...host,
    argv: renderQemuArguments({
      ...defaults,
      ...options,
      accelerator: host.accelerator,
      initramfs: options.initramfs !== undefined,
      disk: options.disk !== undefined,
    }),
    binds: {
      [folder]: places.run,
      [options.kernel]: places.kernel,
      ...(options.initramfs ? {[options.initramfs]: places.initramfs} : {}),
      ...(options.disk
        ? {[options.disk.file]: places.disk, [options.disk.overlay]: places.overlay}
        : {}),
    },
    devices: host.accelerator.devices,
    onOutput: stream => output.resolve(text(stream)),
  })
  stack.defer(async () => {
    await container.stop({timeout: 0, remove: true, removeVolumes: true})
  })
  const endedEarly = output.promise.then(said => {
    throw new LivemodeError('COMMAND_FAILED', `QEMU does not start: ${said.trim()}`)
  })
  // What QEMU says at its end says more than the end of a connection.
  const started = connectQmp(connected).catch(() => endedEarly)
  const {sockets, qmp} = await startDeadline(startSeconds, 'QEMU to start').race(
    Promise.race([started, endedEarly]),
  )
  const owned = stack.move()
  return {
    sockets,
    qmp,
    place: name => ({host: join(folder, name), qemu: `${places.run}/${name}`}),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function connectQmp(connected: Promise<Qemu['sockets']>) {
  const sockets = await connected
  return {sockets, qmp: await openQmp(sockets.qmp)}
}

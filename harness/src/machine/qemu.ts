import type {Socket} from 'node:net'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {openTemporaryFolder} from '../temporary-folder.ts'
import {bindDisks} from './disk-arguments.ts'
import {variablesPlace} from './firmware/firmware.ts'
import type {MachineHost, MachineOptions} from './host.ts'
import {iscsiPlaces, iscsiScript, withIscsiTarget} from './iscsi-target.ts'
import {servedPlaces, tangPlace} from './network-arguments.ts'
import {places, renderQemuArguments, type SocketName} from './qemu-arguments.ts'
import {startQemuContainer} from './qemu-container.ts'
import {openQmp, type Qmp} from './qmp.ts'
import type {ShellResult} from './shell.ts'
import {listenForQemu} from './sockets.ts'
import {tpmPlace, withTpm} from './tpm.ts'

/** A QEMU that runs, and the folder through which files come out of it. */
export interface Qemu extends AsyncDisposable {
  readonly sockets: Readonly<Record<SocketName, Socket>>
  readonly qmp: Qmp
  /** A file of the run folder, as the host and as QEMU sees it. */
  place(name: string): {readonly host: string; readonly qemu: string}
  /** Runs a program beside QEMU, in its container. */
  exec(argv: readonly string[]): Promise<ShellResult>
  /** Ends QEMU in the middle of what it does. */
  kill(): Promise<void>
}

const defaults = {
  firmware: 'bios',
  disks: [],
  networks: [],
  memoryMebibytes: 2048,
  processors: 2,
  serialPorts: 2,
} as const
const startSeconds = 60

/** Starts QEMU with its sockets connected and its monitor ready. Leaving the scope takes away container and run folder. */
export async function startQemu(host: MachineHost, options: MachineOptions): Promise<Qemu> {
  await using stack = new AsyncDisposableStack()
  const {path: folder} = stack.use(await openTemporaryFolder())
  const {connected} = stack.use(await listenForQemu(folder))
  const {kernel, tpm} = options
  const argv = renderQemuArguments({
    ...defaults,
    ...options,
    accelerator: host.accelerator,
    kernel: kernel && {
      arguments: kernel.arguments,
      initramfs: kernel.initramfs !== undefined,
    },
    hasTpm: tpm !== undefined,
  })
  const output = Promise.withResolvers<string>()
  const container = await startQemuContainer({
    ...host,
    argv: withPrograms(argv, options),
    binds: {
      [folder]: places.run,
      ...(kernel ? {[kernel.file]: places.kernel} : {}),
      ...(kernel?.initramfs ? {[kernel.initramfs]: places.initramfs} : {}),
      ...(options.variables ? {[options.variables]: variablesPlace} : {}),
      ...(tpm === undefined ? {} : {[tpm]: tpmPlace}),
      ...(options.tang === undefined ? {} : {[options.tang]: tangPlace}),
      ...bindDisks(options.disks ?? []),
      ...bindServer(options),
      ...(options.iscsiDisks === undefined
        ? {}
        : {[options.iscsiDisks]: iscsiPlaces.disks, [iscsiScript]: iscsiPlaces.script}),
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
    async exec(argv) {
      const {exitCode, stdout, stderr} = await container.exec([...argv])
      return {code: exitCode, stdout, stderr}
    },
    // The engine's way to stop a container begins with a signal at which QEMU tidies up.
    kill: () => host.engine.docker.getContainer(container.getId()).kill({signal: 'SIGKILL'}),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What has to run beside QEMU for what it has of it. */
function withPrograms(
  argv: readonly string[],
  {tpm, iscsiDisks}: Pick<MachineOptions, 'tpm' | 'iscsiDisks'>,
): readonly string[] {
  const served = iscsiDisks === undefined ? argv : withIscsiTarget(argv)
  return tpm === undefined ? served : withTpm(served)
}

/** The server, and what it has, for a machine whose networks have one. */
function bindServer({networks = [], served}: MachineOptions): Record<string, string> {
  if (served === undefined || !networks.some(({httpServer}) => httpServer)) return {}
  return {[served]: servedPlaces.file, [serverScript]: servedPlaces.server}
}

const serverScript = fileURLToPath(new URL('./http-server.sh', import.meta.url))

async function connectQmp(connected: Promise<Qemu['sockets']>) {
  const sockets = await connected
  return {sockets, qmp: await openQmp(sockets.qmp)}
}

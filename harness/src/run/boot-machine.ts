import {appendFile, copyFile, mkdir, stat, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {artifactNames} from '@livemode/image'
import {padding, renderMachineArchive} from '@livemode/live'
import {makeOverlay} from '../disks/overlay.ts'
import {makeVariables} from '../machine/firmware/variables.ts'
import {harnessArguments, harnessConsoles} from '../machine/kernel-arguments.ts'
import {Machine} from '../machine/machine.ts'
import type {Scenario} from '../scenarios/scenario.ts'
import {firmwareOf, installationOf} from '../sources/host.ts'
import {openTemporaryFolder} from '../temporary-folder.ts'
import type {Prepared, Writes} from './context.ts'

/** Empty layers over the scenario's disks. Machines that are given the same see each other's writes. */
export async function openWrites(session: Session, prepared: Prepared): Promise<Writes> {
  const {toolbox} = prepared.host
  await using stack = new AsyncDisposableStack()
  const {path: folder} = stack.use(await openTemporaryFolder())
  const disks = await Promise.all(
    prepared.disks.map(async (disk, index) => {
      const name = `overlay-${index}.qcow2`
      return {
        ...disk,
        overlay: await makeOverlay(session, {toolbox, folder, name, disk: disk.file}),
      }
    }),
  )
  const variables = await openVariables(session, {prepared, folder})
  const initramfs = await makeInitramfs(prepared, folder)
  const tpms = prepared.scenario.source.hasTpm ? await makeTpms(folder) : undefined
  const tang = join(folder, 'tang')
  await mkdir(tang)
  const iscsiDisks = await makeIscsiDisks(prepared.scenario, folder)
  const owned = stack.move()
  return {
    disks,
    variables,
    initramfs,
    tpms,
    tang,
    iscsiDisks,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** TPMs that are new: the emulator makes them at its first start. */
async function makeTpms(folder: string) {
  const tpms = {own: join(folder, 'tpm'), other: join(folder, 'other-tpm')}
  for (const path of Object.values(tpms)) await mkdir(path)
  return tpms
}

/** Disks of a target that are empty: the source makes its file systems on them. */
async function makeIscsiDisks({iscsiDisks = []}: Scenario, folder: string) {
  if (iscsiDisks.length === 0) return undefined
  const place = join(folder, 'iscsi')
  await mkdir(place)
  for (const name of iscsiDisks) {
    await writeFile(join(place, `${name}.img`), '')
    await truncate(join(place, `${name}.img`), iscsiDiskBytes)
  }
  return place
}

/** More than an image has; a file with nothing in it takes no room. */
const iscsiDiskBytes = 2 ** 30

/** What `install` puts into its place: the machine's part follows the initramfs of the image. */
async function makeInitramfs({artifacts, machinePart}: Prepared, folder: string): Promise<string> {
  const file = join(folder, artifactNames.initramfs)
  await copyFile(join(artifacts, artifactNames.initramfs), file)
  if (machinePart === undefined) return file
  const {size} = await stat(file)
  await appendFile(file, Buffer.concat([padding(size), renderMachineArchive(machinePart)]))
  return file
}

/** A variable store that machines may write to. */
async function openVariables(
  session: Session,
  {prepared, folder}: {prepared: Prepared; folder: string},
): Promise<string | undefined> {
  const firmware = firmwareOf(prepared.scenario.source)
  const request = {firmware, toolbox: prepared.host.toolbox, folder, name: 'variables'}
  if (prepared.variables === undefined) return makeVariables(session, request)
  const file = join(folder, request.name)
  await copyFile(prepared.variables, file)
  return file
}

/** Boots the scenario's kernel and initramfs with its disk; a machine with a boot loader boots by itself. */
export function bootMachine(
  prepared: Prepared,
  boot: {
    /** Names the console's file. */
    readonly name: string
    readonly kernelArguments: string
    readonly writes: Writes
    /** The PRETTY_NAME of the system that must come up; undefined: it may be any. */
    readonly system: string | undefined
    readonly hasOtherTpm?: boolean | undefined
    readonly isTargetAway?: boolean | undefined
  },
): Promise<Machine> {
  const {host, artifacts, scenario, out, onConsole} = prepared
  const {memoryMebibytes, networks = [], serialPorts = 2} = scenario
  const kernel = {
    file: join(artifacts, artifactNames.kernel),
    initramfs: boot.writes.initramfs,
    arguments: `${harnessConsoles} ${boot.kernelArguments} ${harnessArguments}`,
  }
  return Machine.boot({
    host,
    memoryMebibytes,
    networks: boot.isTargetAway
      ? networks.map(network => ({...network, iscsiTarget: undefined}))
      : networks,
    served: join(artifacts, artifactNames.squashfs),
    serialPorts,
    ...(installationOf(scenario.source) ? {} : {kernel}),
    firmware: firmwareOf(scenario.source),
    variables: boot.writes.variables,
    tpm: boot.writes.tpms?.[boot.hasOtherTpm ? 'other' : 'own'],
    tang: boot.writes.tang,
    iscsiDisks: boot.writes.iscsiDisks,
    disks: boot.writes.disks,
    consoleFile: join(out, `${boot.name}.console.txt`),
    system: boot.system,
    onConsole,
  })
}

import type {LoaderId} from '@livemode/bootentry'
import type {Host, Mount} from '@livemode/host'
import {renderSourceFstab} from '../disks/partition.ts'
import {installations} from '../installations/index.ts'
import type {InstalledSystem} from '../installations/installation.ts'
import type {FirmwareId} from '../machine/firmware/index.ts'
import {debugShell, harnessConsoles} from '../machine/kernel-arguments.ts'
import {releaseOf} from './releases.ts'
import type {SourceMachine} from './source-machine.ts'

const gibibyte = 1024 ** 3

/** What the machines are installed with, where the harness itself is the installer. */
export const installationId = 'harness'

/** A source machine as `livemode host` would describe it from the inside. */
export const planHost = (source: SourceMachine): Host => ({
  os: planOs(source),
  architecture: 'x86_64',
  kernelCmdline: planCmdline(source),
  fstab: renderSourceFstab(source.partitions, fstabLines(source)),
  mounts: planMounts(source),
  firmware: firmwareOf(source) === 'bios' ? 'bios' : 'uefi',
  loader: installationOf(source)?.loader ?? 'grub',
  memoryBytes: 2 * gibibyte,
  interfaces: [...(source.interfaces ?? [])],
  space: {'/': {available: 4 * gibibyte}},
  resolvedPaths: {},
})

function planOs(source: SourceMachine): Host['os'] {
  const {family, versionId} = releaseOf(source)
  return {id: family.os.id, idLike: [...family.os.idLike], versionId}
}

/** The kernel arguments with which the source system itself is booted. */
export function sourceArguments(source: SourceMachine): string {
  return [`root=UUID=${rootOf(source)?.uuid} ro`, source.kernelArguments].filter(Boolean).join(' ')
}

/** What a machine that boots by itself is installed with; its own kernel arguments let the harness in. */
export const installedSystem = (source: SourceMachine): InstalledSystem => ({
  rootUuid: rootOf(source)?.uuid ?? '',
  kernelArguments: [harnessConsoles, debugShell, source.kernelArguments].filter(Boolean).join(' '),
})

/** Lines of the source's fstab besides those of its partitions. */
export const fstabLines = (source: SourceMachine): readonly string[] => [
  ...(installationOf(source)?.mounts ?? []),
  ...(source.mounts ?? []).map(({line}) => line),
]

/** How a machine that boots by itself is installed; undefined for one that does not. */
export const installationOf = ({installation}: SourceMachine) =>
  installation && installations[installation]

/** What starts the live image on a machine. */
export const loaderOf = (source: SourceMachine): LoaderId | 'unknown' =>
  installationOf(source)?.startsImage ?? planHost(source).loader

/** What a machine starts with. */
export const firmwareOf = (source: SourceMachine): FirmwareId =>
  source.firmware ?? installationOf(source)?.firmware ?? 'bios'

function planCmdline(source: SourceMachine): string {
  const {rootUuid, kernelArguments} = installedSystem(source)
  return installationOf(source)
    ? `root=UUID=${rootUuid} ro ${kernelArguments}`
    : ['BOOT_IMAGE=/vmlinuz', sourceArguments(source), 'quiet'].join(' ')
}

const rootOf = ({partitions}: SourceMachine) => partitions.find(({mount}) => mount === '/')

function planMounts(source: SourceMachine): Mount[] {
  const before = installationOf(source)?.partitions.length ?? 0
  const mounts = source.partitions.map(({mount, fileSystem, uuid}, index) =>
    planMount({target: mount, fstype: fileSystem, uuid}, `vda${before + index + 1}`),
  )
  const root = mounts.find(({target}) => target === '/')
  const others = [
    ...mounts.filter(mount => mount !== root),
    ...(installationOf(source)?.mounts ?? []).flatMap(planInstalledMount),
  ]
  return root ? [{...root, children: others}] : others
}

/** What an installation has besides its partitions, by its line of fstab; the live image may lie there. */
function planInstalledMount(line: string): Mount[] {
  const [, uuid, target = '', fstype = ''] = /^UUID=(\S+) (\S+) (\S+) /.exec(line) ?? []
  return uuid === undefined ? [] : [planMount({target, fstype, uuid}, 'vda')]
}

const planMount = (mount: Pick<Mount, 'target' | 'fstype' | 'uuid'>, name: string): Mount => ({
  ...mount,
  source: `/dev/${name}`,
  options: 'rw,relatime',
  fsroot: '/',
  devices: [
    {name, type: 'part'},
    {name: 'vda', type: 'disk'},
  ],
  children: [],
})

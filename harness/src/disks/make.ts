import type {Container, Session} from '@livemode/container'
import {type FileSystem, mebibyte} from './file-systems/file-system.ts'
import {fileSystems} from './file-systems/index.ts'
import {deepestFirst, locate, type Partition} from './partition.ts'
import {
  firstMebibyte,
  makePartitionTable,
  readPartitionOffset,
  type TableEntry,
} from './partition-table.ts'
import type {DiskPlan} from './plan.ts'
import {unpackSource} from './source-tree.ts'

/** The files of one partition, in a folder of the workbench, and how large it becomes. */
export interface FilledPartition extends Pick<Partition, 'fileSystem' | 'uuid'> {
  readonly tree: string
  readonly freeMebibytes: number
}

interface MakeDisk {
  readonly plan: DiskPlan
  /** The image of the source system's root. */
  readonly root: string
  readonly workbench: Container
  /** The whole live image, as the workbench sees it. */
  readonly liveImage: string
  /** The disk, as the workbench sees it. */
  readonly disk: string
}

type ImagePlan = NonNullable<DiskPlan['image']>

const source = '/source'
const cutImage = '/live-image.cut'

/**
 * Makes a disk in the workbench: a GPT with the source system's partitions, in them its files and the
 * live image. No device, no mount and no privilege is needed. The file is sparse.
 */
export async function makeDisk(session: Session, request: MakeDisk): Promise<void> {
  const {plan, workbench, disk} = request
  const {files, absent = []} = plan
  await unpackSource(session, {...request, files, absent, folder: source})
  if (plan.image) {
    await cutLiveImage(request, plan.image)
    await workbench.exec(['install', '-D', '--mode=0644', cutImage, `${source}${plan.image.path}`])
  }
  const partitions = await splitTree(workbench, plan)
  await fillDisk(workbench, {disk, partitions, empty: plan.firmware})
}

/** Puts the live image onto a disk that was made without it. */
export async function placeLiveImage(
  request: Omit<MakeDisk, 'root'>,
  image: ImagePlan,
): Promise<void> {
  const {plan, workbench, disk} = request
  const {partition, path} = locate(plan.partitions, image.path)
  const {put}: FileSystem = fileSystems[partition.fileSystem]
  if (put === undefined) throw new Error(`nothing is put into ${partition.fileSystem} afterwards`)
  await cutLiveImage(request, image)
  const offset = await readPartitionOffset(workbench, {
    disk,
    index: (plan.firmware?.length ?? 0) + plan.partitions.indexOf(partition),
  })
  await put({workbench, disk, offset, source: cutImage, path})
}

async function cutLiveImage(
  {workbench, liveImage}: Pick<MakeDisk, 'workbench' | 'liveImage'>,
  {bytes}: ImagePlan,
): Promise<void> {
  await workbench.exec(['cp', liveImage, cutImage])
  await workbench.exec(['truncate', `--size=${bytes}`, cutImage])
}

/** Gives each partition a folder of its own, and leaves an empty one where it is mounted. */
async function splitTree(workbench: Container, plan: DiskPlan): Promise<FilledPartition[]> {
  const {freeMebibytes, partitions} = plan
  const trees = new Map<Partition, string>()
  for (const partition of deepestFirst(partitions)) {
    const tree = partition.mount === '/' ? source : `/partition-${partitions.indexOf(partition)}`
    if (tree !== source) await cutOff(workbench, {folder: `${source}${partition.mount}`, tree})
    trees.set(partition, tree)
  }
  return partitions.map(partition => ({
    ...partition,
    freeMebibytes,
    tree: trees.get(partition) ?? source,
  }))
}

async function cutOff(
  workbench: Container,
  {folder, tree}: {readonly folder: string; readonly tree: string},
): Promise<void> {
  await workbench.exec(['mkdir', '--parents', folder])
  await workbench.exec(['mv', folder, tree])
  await workbench.exec(['mkdir', folder])
}

/** Makes a disk with one file system behind the other, and empty partitions before them. */
export async function fillDisk(
  workbench: Container,
  {
    disk,
    partitions,
    empty = [],
  }: {
    readonly disk: string
    readonly partitions: readonly FilledPartition[]
    readonly empty?: readonly TableEntry[] | undefined
  },
): Promise<void> {
  const mebibytes: number[] = []
  for (const partition of partitions) mebibytes.push(await sizeOf(workbench, partition))
  const entries = [...empty, ...mebibytes.map(size => ({mebibytes: size}))]
  await makePartitionTable(workbench, {disk, entries})
  let start = empty.reduce((sum, entry) => sum + entry.mebibytes, firstMebibyte)
  for (const [index, partition] of partitions.entries()) {
    const file = `/file-system-${index}`
    await workbench.exec(['truncate', `--size=${mebibytes[index]}M`, file])
    for (const argv of fileSystems[partition.fileSystem].make({...partition, file})) {
      await workbench.exec(argv)
    }
    const place = [`seek=${start}`, 'bs=1M', 'conv=notrunc,sparse', 'status=none']
    await workbench.exec(['dd', `if=${file}`, `of=${disk}`, ...place])
    start += mebibytes[index] ?? 0
  }
}

/** In mebibytes. */
async function sizeOf(workbench: Container, partition: FilledPartition): Promise<number> {
  const {tree, fileSystem, freeMebibytes} = partition
  const {stdout} = await workbench.exec(['du', '--summarize', '--block-size=1', tree])
  const bytes = Number.parseInt(stdout, 10)
  const needed = bytes + fileSystems[fileSystem].overhead(bytes)
  return Math.ceil(needed / mebibyte) + freeMebibytes
}

import {Readable} from 'node:stream'
import type {Container, Session} from '@livemode/container'
import {mebibyte} from './file-systems/file-system.ts'
import {fileSystems} from './file-systems/index.ts'
import type {DiskPlan} from './plan.ts'
import {unpackSource} from './source-tree.ts'

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

const tree = '/source'
const filesystem = '/file-system'
/** The first partition starts where every partitioning program puts it. */
const partitionStart = 1

/**
 * Makes a disk in the workbench: a GPT with one partition, in it the source system and the live image.
 * No device, no mount and no privilege is needed. The file is sparse.
 */
export async function makeDisk(session: Session, request: MakeDisk): Promise<void> {
  const {plan, workbench, disk} = request
  await unpackSource(session, {...request, files: plan.files, folder: tree})
  if (plan.image) await placeImage(request, plan.image)
  const size = await partitionSize(workbench, plan)
  await workbench.exec(['truncate', `--size=${size}M`, filesystem])
  const {make} = fileSystems[plan.fileSystem]
  for (const argv of make({tree, file: filesystem, uuid: plan.uuid})) await workbench.exec(argv)
  // The last mebibyte is for the second copy of the partition table.
  await workbench.exec(['truncate', `--size=${partitionStart + size + 1}M`, disk])
  await workbench.exec(['sfdisk', '--quiet', disk], {
    input: Readable.from([`label: gpt\nstart=${partitionStart}MiB, size=${size}MiB\n`]),
  })
  const place = [`seek=${partitionStart}`, 'bs=1M', 'conv=notrunc,sparse']
  await workbench.exec(['dd', `if=${filesystem}`, `of=${disk}`, ...place, 'status=none'])
}

async function placeImage(
  {workbench, liveImage}: MakeDisk,
  {path, bytes}: NonNullable<DiskPlan['image']>,
): Promise<void> {
  await workbench.exec(['install', '-D', '--mode=0644', liveImage, `${tree}${path}`])
  await workbench.exec(['truncate', `--size=${bytes}`, `${tree}${path}`])
}

async function partitionSize(workbench: Container, plan: DiskPlan): Promise<number> {
  const {stdout} = await workbench.exec(['du', '--summarize', '--block-size=1', tree])
  const bytes = Number.parseInt(stdout, 10)
  const needed = bytes + fileSystems[plan.fileSystem].overhead(bytes)
  return Math.ceil(needed / mebibyte) + plan.freeMebibytes
}

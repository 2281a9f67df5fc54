import {Readable} from 'node:stream'
import {LivemodeError} from '@livemode/config'
import {type Container, filterTar, packFiles, type Session} from '@livemode/container'
import type {ImageVerity} from '@livemode/live'
import type {Log} from '@livemode/userspace'
import {keepsFile, withParents} from './contents.ts'
import type {ImagePlan} from './plan.ts'
import {squashfsPath} from './squashfs.ts'
import {addHashTree} from './verity.ts'

interface Request {
  readonly plan: ImagePlan
  /** A running container of the toolbox, where the image is made. */
  readonly toolbox: Container
  readonly log: Log
}

const modificationTime = new Date(0)

/**
 * Makes the image in the toolbox's container: the files of the runtime layer leave their container as one tar
 * stream, what does not belong is filtered out, the planned files are added, and the stream goes into
 * mksquashfs. Nothing is unpacked on the way. Behind the squashfs comes its hash tree; gives what that is used by.
 */
export async function buildSquashfs(session: Session, request: Request): Promise<ImageVerity> {
  const {plan, toolbox, log} = request
  await using source = await session.create(plan.runtime.layer, {name: 'export'})
  const tar = filterTar(await source.exportRoot(), {
    keep: keepsFile(plan.squashfs.leftOut, plan.files),
    append: kept => packFiles(withParents(plan.files, kept), {modificationTime}),
  })
  await toolbox.exec(plan.squashfs.argv, {input: Readable.from(tar), onLine: log})
  await checkSuperblock(toolbox)
  return addHashTree(toolbox)
}

/** A squashfs that its own tool cannot read would only be found out in the middle of an upgrade. */
async function checkSuperblock(toolbox: Container): Promise<void> {
  const {stdout} = await toolbox.exec(['unsquashfs', '-s', squashfsPath])
  if (/^Compression zstd$/m.test(stdout)) return
  throw new LivemodeError('IMAGE_BROKEN', `mksquashfs wrote no squashfs with zstd:\n${stdout}`)
}

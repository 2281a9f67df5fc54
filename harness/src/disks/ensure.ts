import {dirname} from 'node:path'
import {findImage, type Session} from '@livemode/container'
import {ensureBaseDisk} from './base.ts'
import type {FileSystem} from './file-systems/file-system.ts'
import {fileSystems} from './file-systems/index.ts'
import {makeOnce} from './made-once.ts'
import {makeDisk, placeLiveImage} from './make.ts'
import {locate} from './partition.ts'
import type {DiskPlan} from './plan.ts'

export interface EnsureDisk {
  readonly plan: DiskPlan
  readonly root: string
  readonly toolbox: string
  readonly liveImage: {readonly file: string; readonly sha256: string}
  /** The disk; a file beside it remembers what it was made from. */
  readonly file: string
}

const places = {folder: '/disks', liveImage: '/live-image', base: '/base.raw'} as const

/**
 * Makes a disk unless it is there already, made from the same inputs. The live image changes often and
 * the source system does not: where an image can be put into a file system afterwards, the disk
 * without it is kept beside the disk.
 */
export async function ensureDisk(session: Session, request: EnsureDisk): Promise<void> {
  const {plan, root, toolbox, liveImage, file} = request
  const inputs = {
    plan,
    root: await findImage(session.engine, root),
    toolbox: await findImage(session.engine, toolbox),
    liveImage: plan.image ? liveImage.sha256 : undefined,
  }
  await makeOnce(file, {
    inputs,
    make: async name => {
      const base = canPlaceImage(plan)
        ? await ensureBaseDisk(session, {...request, inputs})
        : undefined
      const binds = {
        [dirname(file)]: places.folder,
        [liveImage.file]: `${places.liveImage}:ro`,
        ...(base === undefined ? {} : {[base]: `${places.base}:ro`}),
      }
      await using workbench = await session.start(toolbox, {name: 'disk', binds})
      const disk = `${places.folder}/${name}`
      const work = {plan, root, workbench, disk, liveImage: places.liveImage}
      if (base === undefined) {
        await makeDisk(session, work)
      } else {
        await workbench.exec(['cp', '--sparse=always', places.base, disk])
        if (plan.image) await placeLiveImage(work, plan.image)
      }
    },
  })
}

function canPlaceImage({partitions, image}: DiskPlan): boolean {
  if (image === undefined) return true
  const {put}: FileSystem = fileSystems[locate(partitions, image.path).partition.fileSystem]
  return put !== undefined
}

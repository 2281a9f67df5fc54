import {readdir, rm, stat, utimes} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Session} from '@livemode/container'
import {keyOf, makeOnce} from './made-once.ts'
import {makeDisk} from './make.ts'
import type {DiskPlan} from './plan.ts'

interface BaseRequest {
  readonly plan: DiskPlan
  readonly root: string
  readonly toolbox: string
  /** The disk for which it is made. */
  readonly file: string
  readonly liveImage: {readonly file: string}
  /** What the disk is made from, with the images as the engine knows them. */
  readonly inputs: {readonly root: string | undefined; readonly toolbox: string | undefined}
}

const roomStep = 512
const keptDays = 7

/**
 * Makes the disk without the live image, unless it is there already. It does not depend on the image,
 * except that it has room for it in large steps. Gives its file, which lies beside the disk.
 */
export async function ensureBaseDisk(session: Session, request: BaseRequest): Promise<string> {
  const plan = planBase(request.plan)
  const {root, toolbox} = request.inputs
  const inputs = {plan, root, toolbox}
  const folder = dirname(request.file)
  const file = join(folder, `base-${keyOf(inputs).slice(0, 16)}.raw`)
  await makeOnce(file, {
    inputs,
    make: async name => {
      await sweepBases(folder)
      const binds = {[folder]: '/disks'}
      await using workbench = await session.start(request.toolbox, {name: 'base-disk', binds})
      const work = {plan, root: request.root, workbench, disk: `/disks/${name}`, liveImage: ''}
      await makeDisk(session, work)
    },
  })
  const now = new Date()
  await utimes(file, now, now)
  return file
}

/** The plan of a disk without its live image, the same for images of about the same size. */
export function planBase(plan: DiskPlan): DiskPlan {
  const mebibytes = (plan.image?.bytes ?? 0) / 1024 / 1024
  const room = Math.max(1, Math.ceil(mebibytes / roomStep)) * roomStep
  return {...plan, image: undefined, freeMebibytes: plan.freeMebibytes + room}
}

/** Removes what no disk has been made from for days. */
async function sweepBases(folder: string): Promise<void> {
  const oldest = Date.now() - keptDays * 24 * 3600 * 1000
  for (const name of await readdir(folder)) {
    if (!/^base-[0-9a-f]{16}\.raw$/.test(name)) continue
    const file = join(folder, name)
    if ((await stat(file)).mtimeMs > oldest) continue
    await rm(file)
    await rm(`${file}.made-from`, {force: true})
  }
}

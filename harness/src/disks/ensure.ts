import {createHash} from 'node:crypto'
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {findImage, type Session} from '@livemode/container'
import {makeDisk} from './make.ts'
import type {DiskPlan} from './plan.ts'

interface EnsureDisk {
  readonly plan: DiskPlan
  readonly root: string
  readonly toolbox: string
  readonly liveImage: {readonly file: string; readonly sha256: string}
  /** The disk; a file beside it remembers what it was made from. */
  readonly file: string
}

/** Makes a disk unless it is there already, made from the same inputs. */
export async function ensureDisk(session: Session, request: EnsureDisk): Promise<void> {
  const {plan, root, toolbox, liveImage, file} = request
  const inputs = {
    plan,
    root: await findImage(session.engine, root),
    toolbox: await findImage(session.engine, toolbox),
    liveImage: plan.image ? liveImage.sha256 : undefined,
  }
  const key = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
  const keyFile = `${file}.made-from`
  if ((await readFile(keyFile, 'utf8').catch(() => '')) === key) return

  await mkdir(dirname(file), {recursive: true})
  await rm(keyFile, {force: true})
  const incomplete = `.incomplete-${crypto.randomUUID().slice(0, 8)}`
  const places = {folder: '/disks', disk: `/disks/${incomplete}`, liveImage: '/live-image'}
  const binds = {
    [dirname(file)]: places.folder,
    [liveImage.file]: `${places.liveImage}:ro`,
  }
  await using workbench = await session.start(toolbox, {name: 'disk', binds})
  try {
    await makeDisk(session, {plan, root, workbench, ...places})
    await rename(join(dirname(file), incomplete), file)
    await writeFile(keyFile, key)
  } finally {
    await rm(join(dirname(file), incomplete), {force: true})
  }
}

/** Makes an empty copy-on-write layer over a disk: what a machine writes goes there. */
export async function makeOverlay(
  session: Session,
  request: {
    readonly toolbox: string
    readonly folder: string
    readonly name: string
    /** The disk below, as the machine will see it. */
    readonly base: string
    readonly disk: string
  },
): Promise<string> {
  const {toolbox, folder, name, base, disk} = request
  const binds = {[folder]: '/overlays', [disk]: `${base}:ro`}
  await using workbench = await session.start(toolbox, {name: 'overlay', binds})
  const file = ['-b', base, '-F', 'raw', `/overlays/${name}`]
  await workbench.exec(['qemu-img', 'create', '-q', '-f', 'qcow2', ...file])
  return join(folder, name)
}

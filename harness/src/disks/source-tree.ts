import {Readable} from 'node:stream'
import type {PlannedFile} from '@livemode/config'
import {type Container, filterTar, packFiles, type Session} from '@livemode/container'

/** What a container engine puts into a root of its own accord, and what only a running system has. */
const leftOut =
  /^(?:\.dockerenv|etc\/(?:hosts|hostname|resolv\.conf|mtab)|(?:dev|proc|sys|run)\/.+)$/

/** The same times in every tree, so that the same files give the same disk. */
export const modificationTime = new Date('2025-01-01T00:00:00Z')

/** Unpacks the root file system of an image, and further files, in a folder of the workbench. */
export async function unpackSource(
  session: Session,
  request: {
    readonly root: string
    readonly files: readonly PlannedFile[]
    readonly absent: readonly string[]
    readonly workbench: Container
    readonly folder: string
  },
): Promise<void> {
  const {root, files, absent, workbench, folder} = request
  await using source = await session.create(root, {name: 'source'})
  const others = new Set([...files.map(({path}) => path), ...absent].map(path => path.slice(1)))
  const tar = filterTar(await source.exportRoot(), {
    keep: path => !leftOut.test(path) && !others.has(path),
    append: () => packFiles(files, {modificationTime}),
  })
  await workbench.exec(['mkdir', '--parents', folder])
  await workbench.exec(['tar', '--extract', '--numeric-owner', '--directory', folder], {
    input: Readable.from(tar),
  })
}

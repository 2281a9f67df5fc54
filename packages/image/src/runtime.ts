import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {directory, LivemodeError} from '@livemode/config'
import {ensureLayer, packFile, packFiles, type Session} from '@livemode/container'
import {places} from '@livemode/live'
import {layerReference, type Userspace} from '@livemode/userspace'

/** Names the layer of a userspace with the Node in it that runs in the live system. */
export const runtimeReference = (userspace: string, nodeVersion: string): string =>
  layerReference('runtime', {from: userspace, nodeVersion, path: places.node})

const modificationTime = new Date(0)

/** The Node of this build: the one that goes into the image. */
export interface NodeRuntime {
  readonly version: string
  /** The program, on this machine. */
  readonly file: string
}

/**
 * The userspace with Node in it, as an image; made once of the same userspace. Gives its reference.
 *
 * Throws `IMAGE_BROKEN` when that Node does not run there.
 */
export async function ensureRuntime(
  session: Session,
  {userspace, node}: {userspace: Userspace; node: NodeRuntime},
): Promise<string> {
  const reference = runtimeReference(userspace.image, node.version)
  const {size} = await stat(node.file)
  await ensureLayer(session, userspace.image, {reference, layer: 'runtime'}, async container => {
    const folder = [directory(places.library, '0755')]
    await container.putTar(await packFiles(folder, {modificationTime}), '/')
    const header = {path: places.node, mode: 0o755, size, modificationTime}
    await container.putTar(packFile(createReadStream(node.file), header), '/')
    const {stdout} = await container.exec([places.node, '--version']).catch(cause => {
      throw new LivemodeError(
        'IMAGE_BROKEN',
        `the Node of this machine, ${node.file}, does not run in the target`,
        {
          hint: 'build with the Node of nodejs.org, which needs no libraries of a distribution',
          cause,
        },
      )
    })
    if (stdout.trim() === node.version) return
    throw new LivemodeError(
      'IMAGE_BROKEN',
      `${node.file} is Node ${stdout.trim()}, not ${node.version}`,
    )
  })
  return reference
}

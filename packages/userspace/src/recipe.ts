import {file} from '@livemode/config'
import {commitFrom, findImage, packFiles, type Session} from '@livemode/container'
import type {Log} from './bootstrap.ts'
import {layerReference} from './layers.ts'

const inContainer = '/root/recipe'

/**
 * The image of what a shell script makes, as root, of another image; `layer` names it. Gives its reference; made only
 * once. Throws `COMMAND_FAILED` when the script fails.
 */
export async function ensureRecipe(
  session: Session,
  {from, layer, script, log}: {from: string; layer: string; script: string; log: Log},
): Promise<string> {
  const reference = layerReference(layer, {from, script})
  if (await findImage(session.engine, reference)) return reference
  await commitFrom(session, from, {reference, layer}, async container => {
    const files = [file(inContainer, script)]
    await container.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')
    await container.exec(['sh', inContainer], {onLine: log})
    await container.exec(['rm', inContainer])
  })
  return reference
}

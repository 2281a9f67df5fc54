import {file} from '@livemode/config'
import {ensureLayer, packFiles, type Session} from '@livemode/container'
import {layerReference} from './layer-reference.ts'
import type {Log} from './log.ts'

const inContainer = '/root/recipe'

/**
 * The image of what a shell script makes, as root, of another image; `layer` names it. Gives its reference; made once
 * of the same image. Throws `COMMAND_FAILED` when the script fails.
 */
export async function ensureRecipe(
  session: Session,
  {from, layer, script, log}: {from: string; layer: string; script: string; log: Log},
): Promise<string> {
  const reference = layerReference(layer, {from, script})
  await ensureLayer(session, from, {reference, layer}, async container => {
    const files = [file(inContainer, script)]
    await container.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')
    await container.exec(['sh', inContainer], {onLine: log})
    await container.exec(['rm', inContainer])
  })
  return reference
}

import {readFile} from 'node:fs/promises'
import {file} from '@livemode/config'
import {commitFrom, findImage, packFiles, type Session} from '@livemode/container'
import {ensureDebianRoot, layerReference} from '@livemode/userspace'

const suite = 'bookworm'
const inContainer = '/root/recipe'

/**
 * The image of a Debian 12 as `server-packages.sh` and `server-changes.sh` make it. Gives its reference; made only once.
 */
export async function ensureServerRoot(
  session: Session,
  {log}: {log: (line: string) => void},
): Promise<string> {
  const minimal = await ensureDebianRoot(session, {suite, packages: [], log})
  const packages = await ensureScriptRun(session, {from: minimal, layer: 'server-packages', log})
  return ensureScriptRun(session, {from: packages, layer: 'server-changes', log})
}

/** The image of what a script of the layer's name makes of another one. */
async function ensureScriptRun(
  session: Session,
  {from, layer, log}: {from: string; layer: string; log: (line: string) => void},
): Promise<string> {
  const script = await readFile(new URL(`${layer}.sh`, import.meta.url), 'utf8')
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

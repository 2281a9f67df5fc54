import {readFile} from 'node:fs/promises'
import type {Session} from '@livemode/container'
import {ensureDebianRoot, ensureRecipe} from '@livemode/userspace'

const suite = 'bookworm'

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

async function ensureScriptRun(
  session: Session,
  {from, layer, log}: {from: string; layer: string; log: (line: string) => void},
): Promise<string> {
  const script = await readFile(new URL(`${layer}.sh`, import.meta.url), 'utf8')
  return ensureRecipe(session, {from, layer, script, log})
}

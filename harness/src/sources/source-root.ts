import {readFile} from 'node:fs/promises'
import type {Session} from '@livemode/container'
import {ensureRecipe} from '@livemode/userspace'
import {installations} from '../installations/index.ts'
import {releaseOf} from './releases.ts'
import type {SourceMachine} from './source-machine.ts'

/** The image of a source machine's root. Gives its reference; made only once. */
export async function ensureSourceRoot(
  session: Session,
  {source, log}: {source: SourceMachine; log: (line: string) => void},
): Promise<string> {
  const {family, version} = releaseOf(source)
  const root = await family.ensureRoot(session, {
    version,
    packages: packagesOf(source),
    isBootable: source.installation !== undefined,
    log,
  })
  if (source.recipe === undefined) return root
  const script = await readFile(source.recipe, 'utf8')
  return ensureRecipe(session, {from: root, layer: 'source-recipe', script, log})
}

function packagesOf(source: SourceMachine): readonly string[] {
  const {packages = [], installation} = source
  const {systemPackages, bootPackages} = releaseOf(source).family
  const boot =
    installation === undefined ? [] : [...bootPackages, ...installations[installation].packages]
  return [...systemPackages, ...boot, ...packages].toSorted()
}

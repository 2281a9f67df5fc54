import {file, type PlannedFile} from '@livemode/config'
import {type Container, findImage, packFiles, type Session} from '@livemode/container'
import {ensureBuilder, imageName, type Log} from './builder.ts'
import {fieldOf, parseParagraphs} from './control.ts'
import {ownFiles, readRecipeFile, recipe, scripts} from './files.ts'
import {parseListings} from './listing.ts'
import {renderModules} from './module.ts'
import type {RpmPackage} from './package.ts'
import {kernelOf, planPackages, withoutAbsent} from './plan.ts'
import {renderSpec} from './spec.ts'
import {absentPaths} from './tables/absent.ts'
import {moduleName, modulePackages} from './tables/module.ts'
import {type Release, type ReleaseId, releases, repositories} from './tables/releases.ts'

/** Where the repositories of a release are in its image: below it, `RELEASE/REPOSITORY/x86_64`. */
export const servedFolder = '/srv/fixture-linux'

/**
 * The image of a release: its signed repositories, and the programs that make and install RPMs. `from` is a Debian 13 with apt.
 * Gives its reference; made once of the same recipe and the same versions of Debian's packages.
 */
export async function ensureRelease(
  session: Session,
  {id, from, log}: {id: ReleaseId; from: string; log: Log},
): Promise<string> {
  const builder = await ensureBuilder(session, {from, log})
  const layer = `fixture-linux-${id}`
  await using container = await session.start(builder, {name: layer})
  await put(container, scripts())
  // The index names all packages with their versions, by its checksums.
  const {stdout: index} = await container.exec(['/work/scripts/read-index', releases[id].suite])
  const reference = imageName(layer, {builder, recipe: recipe(), index})
  if (await findImage(session.engine, reference)) return reference
  await makeRelease(container, {id, log})
  session.signal.throwIfAborted()
  await container.commit({
    reference,
    layer,
    from: (await findImage(session.engine, builder)) ?? builder,
  })
  return reference
}

interface Chosen {
  /** Paragraphs of all packages, as apt shows them. */
  readonly packages: string
  /** The names of those that the repository `baseos` needs, a line each. */
  readonly baseos: string
}

/** The packages of Debian's that a release is made of, with the versions that its mirror has now. */
async function choosePackages(container: Container, id: ReleaseId): Promise<Chosen> {
  const release: Release = releases[id]
  const list = async (...argv: readonly string[]) =>
    (await container.exec(['/work/scripts/list-packages', ...argv, ...release.packages])).stdout
  const all = Object.values(repositories).flat()
  const packages = await list(release.suite, ...all)
  return {packages, baseos: await list('--names', release.suite, ...repositories.baseos)}
}

async function makeRelease(
  container: Container,
  {id, log}: {id: ReleaseId; log: Log},
): Promise<void> {
  const run = async (name: string, ...rest: readonly string[]) =>
    (await container.exec([`/work/scripts/${name}`, ...rest])).stdout
  const chosen = await choosePackages(container, id)
  const paragraphs = withoutAbsent(parseParagraphs(chosen.packages))
  const wanted = paragraphs.map(
    paragraph => `${fieldOf(paragraph, 'Package')}=${fieldOf(paragraph, 'Version')}\n`,
  )
  await put(container, [
    file('/work/absent-paths', `${absentPaths.join('\n')}\n`),
    file('/work/wanted', wanted.join('')),
  ])
  log(`unpacking ${wanted.length} packages for Fixture Linux ${id}`)
  await run('unpack-packages')
  await run('adjust-packages')
  await put(container, ownFiles(id))
  await run('make-key', id)
  const listings = parseListings(await run('list-files'))
  const baseos = new Set(chosen.baseos.split('\n'))
  const packages = planPackages(id, {paragraphs, baseos, listings})
  await put(container, renderInputs(id, packages))
  log(`making ${packages.length} RPMs of them`)
  await run('make-repositories', id)
}

const renderInputs = (id: ReleaseId, packages: readonly RpmPackage[]): readonly PlannedFile[] => {
  const kernel = kernelOf(packages.flatMap(({files}) => files))
  const scriptlets = readRecipeFile('scriptlets.spec').replaceAll('@kernel@', kernel)
  const {true: modular = [], false: others = []} = Object.groupBy(packages, ({isModular}) =>
    isModular ? 'true' : 'false',
  )
  const module = moduleName(releases[id])
  const lines = (values: readonly string[]) => values.map(value => `${value}\n`).join('')
  const appstream = packages.filter(({repository}) => repository === 'appstream')
  return [
    file('/work/distribution.spec', renderSpec(others, {release: id, scriptlets})),
    file('/work/module.spec', renderSpec(modular, {release: id, scriptlets: '', module})),
    file('/work/module-packages', lines(modulePackages)),
    file('/work/modules.yaml', renderModules(releases[id], packages)),
    file('/work/appstream', lines(appstream.map(fileNameOf))),
  ]
}

const fileNameOf = (rpm: RpmPackage) =>
  `${rpm.name}-${rpm.version}-${rpm.release}.${rpm.architecture}.rpm`

const put = async (container: Container, files: readonly PlannedFile[]) =>
  container.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')

import {file} from '@livemode/config'
import {type Container, packFiles} from '@livemode/container'
import type {Log} from '../builder.ts'
import type {ReleaseId} from '../tables/releases.ts'
import {renderRepositoryFile} from './repository-file.ts'
import {putScripts} from './server.ts'

const repositoryFile = '/work/fixture.repo'

/**
 * Installs packages of a release into a folder of a container, which has to be of a release's image: the dnf and rpm that
 * come with it. `address` is that of a server. Throws `COMMAND_FAILED` when dnf fails.
 */
export async function installRoot(
  container: Container,
  {
    id,
    root,
    address,
    packages,
    log,
  }: {id: ReleaseId; root: string; address: string; packages: readonly string[]; log: Log},
): Promise<void> {
  await putScripts(container)
  const files = [file(repositoryFile, renderRepositoryFile(address))]
  await container.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')
  await container.exec(['/work/scripts/install-root', id, root, repositoryFile, ...packages], {
    onLine: log,
  })
}

/**
 * Turns rpm's database of a root, in a container of a release's image, into Berkeley DB: what Enterprise Linux 8 has, and
 * neither release can write.
 */
export async function writeBerkeleyDb(container: Container, {root}: {root: string}): Promise<void> {
  await putScripts(container)
  await container.exec(['/work/scripts/write-berkeley-db', root])
}

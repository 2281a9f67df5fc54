import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {servedFolder} from '../build.ts'
import type {ReleaseId} from '../tables/releases.ts'
import {type DescribedRepository, describeRepositories} from './described.ts'

/** Copies the repositories of a release, from its image into a folder of this machine that is there. */
export async function copyRelease(
  session: Session,
  {id, image, folder}: {id: ReleaseId; image: string; folder: string},
): Promise<void> {
  await using container = await session.start(image, {
    name: `fixture-linux-${id}`,
    binds: {[folder]: '/copy'},
  })
  await container.exec(['cp', '--recursive', `${servedFolder}/${id}`, '/copy'])
}

/** The repositories in such a folder. */
export async function readCopy({
  id,
  folder,
}: {
  id: ReleaseId
  folder: string
}): Promise<readonly DescribedRepository[]> {
  const key = await readFile(join(folder, id, `RPM-GPG-KEY-fixture-${id}`))
  return describeRepositories(id, {at: `file:${folder}`, key})
}

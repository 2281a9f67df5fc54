import {leappPlaces, readWholeFile} from '@livemode/host'
import {type PackageEvent, parsePackageEvents} from '@livemode/transaction'
import {refuseAsUsage, textOf} from './named-file.ts'

/**
 * Reads Leapp's package events where the machine that plans has them; none where it has not.
 *
 * Throws `FILE_FAILED` where they cannot be read, and `HOST_INVALID` with the place of all that is wrong in them.
 */
export async function readPackageEvents(
  file: string = leappPlaces.packageEvents,
): Promise<readonly PackageEvent[]> {
  const content = await readWholeFile(file)
  if (content === undefined) return []
  return parsePackageEvents(textOf(content, refuseAsUsage(file)), {file})
}

import {z} from 'zod'
import {parseJson} from './json.ts'
import {type Mount, mountSchema} from './mount.ts'

/** The columns that `parseFindmnt` needs. */
export const findmntColumns = 'TARGET,SOURCE,FSTYPE,OPTIONS,FSROOT,UUID'

const findmntSchema = z.object({filesystems: z.array(mountSchema)})

/**
 * Parses what `findmnt --json` prints with these columns, see findmnt(8). The mounts have no devices:
 * findmnt does not know them.
 *
 * Throws `HOST_INVALID` when it is something else.
 */
export function parseFindmnt(text: string): readonly Mount[] {
  return parseJson(text, {file: 'findmnt', schema: findmntSchema}).filesystems
}

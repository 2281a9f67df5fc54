import {lstat, realpath} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {LivemodeError} from '@livemode/config'

/** What `lstat` tells of a place. */
interface Place {
  readonly uid: number
  readonly mode: number
}

const stickyBit = 0o1000

/**
 * Makes sure that nobody but root can change what root takes from a folder, or leads it elsewhere: the folder, those
 * above it, and the files in it with these names, as far as they are there. Who has become root by sudo(8) may own them.
 * For everybody else their own rights are all that matters.
 *
 * Throws `USAGE` with the first place that somebody else can change.
 */
export async function assertOwn(
  folder: string,
  names: readonly string[],
  {uid = process.getuid?.(), sudoUid = process.env.SUDO_UID}: {uid?: number; sudoUid?: string} = {},
): Promise<void> {
  if (uid !== 0) return
  const owners = [0, ...(sudoUid === undefined ? [] : [Number(sudoUid)])]
  const path = await realpath(folder)
  for (const place of [path, ...foldersAbove(path)]) {
    const found = await lstat(place)
    const isShared = isOpen(found) && (place === path || (found.mode & stickyBit) === 0)
    if (!owners.includes(found.uid) || isShared) throw refuse(place, owners)
  }
  for (const name of names) {
    const file = join(path, name)
    const found = await lstat(file).catch(() => undefined)
    if (found === undefined) continue
    if (!found.isFile() || !owners.includes(found.uid) || isOpen(found)) throw refuse(file, owners)
  }
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path)
  return above === path ? [] : [above, ...foldersAbove(above)]
}

/** Whoever the group is: with an access control list its bits are the mask of all that are named there, see acl(5). */
const isOpen = ({mode}: Place) => (mode & 0o022) !== 0

const refuse = (place: string, owners: readonly number[]) =>
  new LivemodeError(
    'USAGE',
    `${place} can be changed by others than ${owners.length > 1 ? 'you' : 'root'}, or is no plain file or folder: root takes nothing from there`,
    {hint: 'choose a folder of root’s alone (--out), or take it over: chown root, chmod go-w'},
  )

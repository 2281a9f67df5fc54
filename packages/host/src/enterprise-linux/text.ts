import {join} from 'node:path'
import {readSmallFile} from '../regular-file.ts'

/** More than any of these files has. */
const mostBytes = 1024 * 1024

/** The text of a file of the machine that has its files below `root`; undefined where there is none, or one that is too large. */
export const readText = async (root: string, path: string): Promise<string | undefined> =>
  (await readSmallFile(join(root, path), mostBytes))?.toString('utf8')

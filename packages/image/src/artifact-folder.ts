import {access, constants, mkdir, open, readdir, rename, rm, statfs} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError, systemMessage} from '@livemode/config'
import {assertOwn} from '@livemode/host'

const prefix = '.incomplete-'

/**
 * The folder that artifacts are put into. They are written below a name of its own, synced, and
 * moved to their final names only when all are complete; leaving the scope before that leaves nothing.
 */
export class ArtifactFolder {
  readonly path: string
  readonly incomplete: string
  readonly #names: string[] = []

  private constructor(path: string) {
    this.path = path
    this.incomplete = join(path, `${prefix}${crypto.randomUUID().slice(0, 8)}`)
  }

  /** Opens the folder, made if need be, and takes away what a killed run left in it. */
  static async open(path: string): Promise<ArtifactFolder> {
    await ensureFolder(path)
    const stale = (await readdir(path)).filter(name => name.startsWith(prefix))
    for (const name of stale) await rm(join(path, name), {recursive: true, force: true})
    const folder = new ArtifactFolder(path)
    await mkdir(folder.incomplete)
    return folder
  }

  /** Where to write what will be `name`; throws `NO_SPACE` when so many bytes do not fit. */
  async add(name: string, size: number): Promise<string> {
    const {bavail, bsize} = await statfs(this.path)
    const available = bavail * bsize
    if (available < size) {
      throw new LivemodeError(
        'NO_SPACE',
        `${name} needs ${megabytes(size)} in ${this.path}, where ${megabytes(available)} are free`,
      )
    }
    this.#names.push(name)
    return join(this.incomplete, name)
  }

  /** Gives everything that was added its final name, in the order in which it was added. */
  async complete(): Promise<void> {
    for (const name of this.#names) {
      await rename(join(this.incomplete, name), join(this.path, name))
    }
    await using folder = await open(this.path)
    await folder.sync()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.incomplete, {recursive: true, force: true})
  }
}

/** Makes a folder to write to, unless it is there. Throws `USAGE` when that cannot be, or others could lead it elsewhere. */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await mkdir(path, {recursive: true})
    await access(path, constants.W_OK | constants.X_OK)
  } catch (error) {
    const {code = '', errno} = error as NodeJS.ErrnoException
    const isOther = ['EEXIST', 'ENOTDIR'].includes(code)
    const why = isOther ? 'it is no folder' : errno ? systemMessage(errno) : String(error)
    throw new LivemodeError('USAGE', `cannot write to the folder ${path}: ${why}`, {
      cause: error,
    })
  }
  await assertOwn(path, [])
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`

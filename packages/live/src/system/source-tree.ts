import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import {join, posix} from 'node:path'

/** More than any configuration file has. */
const mostBytes = 4 * 1024 * 1024

/** As many links as the kernel follows, see path_resolution(7). */
const mostLinks = 40

/**
 * The files of the source system, by its own paths. They are data: links are followed as the source itself follows
 * them, without leaving it and without its programs, and nothing but regular files is read, to a limit.
 */
export class SourceTree {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** Where the source's root itself is; links to it are followed in the live system. */
  get root(): string {
    return realpathSync(this.#root)
  }

  /**
   * Where the live system finds a path of the source. What is not there has the place that it would have.
   *
   * Throws `ELOOP` where links lead in a circle.
   */
  resolve(path: string): string {
    const {root} = this
    let names = path.split('/')
    let place = '/'
    for (let links = 0; names.length > 0; ) {
      const [name = '', ...rest] = names
      names = rest
      if (name === '' || name === '.') continue
      // Above the root there is the root.
      const next = posix.join(place, name)
      const target = name === '..' ? undefined : linkTarget(join(root, next))
      if (target === undefined) {
        place = next
        continue
      }
      links += 1
      if (links > mostLinks)
        throw Object.assign(new Error(`${path}: too many links`), {code: 'ELOOP'})
      names = [...target.split('/'), ...names]
      if (target.startsWith('/')) place = '/'
    }
    return place === '/' ? root : join(root, place)
  }

  /** Reads a regular file; undefined where there is none, or one that is larger than any configuration. */
  readFile(path: string): Buffer | undefined {
    return unlessMissing(() => readRegularFile(this.resolve(path)))
  }

  /** Reads a regular file as text in UTF-8; undefined as `readFile` gives it. */
  readText(path: string): string | undefined {
    return this.readFile(path)?.toString('utf8')
  }

  /** The names in a folder, sorted; none where there is no folder. */
  list(path: string): readonly string[] {
    return unlessMissing(() => readdirSync(this.resolve(path)).toSorted()) ?? []
  }

  /** The kind and mode of what is at a path, links followed; undefined where nothing is. */
  stat(
    path: string,
  ): {readonly isFile: boolean; readonly isFolder: boolean; readonly mode: number} | undefined {
    return unlessMissing(() => {
      const found = statSync(this.resolve(path))
      return {isFile: found.isFile(), isFolder: found.isDirectory(), mode: found.mode & 0o7777}
    })
  }

  has(path: string): boolean {
    return this.stat(path) !== undefined
  }
}

function linkTarget(path: string): string | undefined {
  return unlessMissing(() => (lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined))
}

/** What a file is read into before its size is known; one for all, for there can be hundreds of small files. */
let buffer: Buffer | undefined

/** A FIFO is not waited for, and of a device nothing is read. */
function readRegularFile(path: string): Buffer | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  try {
    if (!fstatSync(file).isFile()) return undefined
    buffer ??= Buffer.allocUnsafeSlow(mostBytes + 1)
    let length = 0
    for (;;) {
      const count = readSync(file, buffer, length, buffer.length - length, null)
      if (count === 0) return Buffer.from(buffer.subarray(0, length))
      length += count
      if (length > mostBytes) return undefined
    }
  } finally {
    closeSync(file)
  }
}

const missing = ['EACCES', 'EINVAL', 'EIO', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'ENXIO']

function unlessMissing<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (missing.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

import type {Container} from '@livemode/container'

/** A kind of file system that a source system can lie on. */
export interface FileSystem {
  /**
   * The commands that make a file system with a tree of files in it, in a file that has its size
   * already. They need neither root's rights over devices nor a mount.
   */
  readonly make: (request: {
    readonly tree: string
    readonly file: string
    readonly uuid: string
  }) => readonly (readonly string[])[]
  /** What the file system needs for itself, in bytes, for so many bytes of files. */
  readonly overhead: (bytes: number) => number
  /** Where there are tools for it: puts a file into a file system that is made already. */
  readonly put?: (request: PutFile) => Promise<void>
}

export interface PutFile {
  readonly workbench: Container
  /** The disk, and where in it the file system begins, in bytes. */
  readonly disk: string
  readonly offset: number
  /** The file in the workbench, and the path that it gets. */
  readonly source: string
  readonly path: string
}

export const mebibyte = 1024 * 1024

import type {FileSystemId} from './file-systems/index.ts'

/** A partition of a source system, as a line of its fstab. */
export interface Partition {
  readonly mount: string
  readonly fileSystem: FileSystemId
  /** Of the file system, not of the partition. */
  readonly uuid: string
  /** Mount options; the defaults unless told. */
  readonly options?: string
}

/** Where a path of the source system lies: the partition, and the path in its file system. */
export function locate(
  partitions: readonly Partition[],
  path: string,
): {readonly partition: Partition; readonly path: string} {
  const above = partitions.filter(({mount}) => mount === '/' || `${path}/`.startsWith(`${mount}/`))
  const [partition] = deepestFirst(above)
  if (partition === undefined) throw new Error(`no partition is mounted above ${path}`)
  return {partition, path: partition.mount === '/' ? path : path.slice(partition.mount.length)}
}

/** In this order no partition takes the files of another one that is mounted below it. */
export const deepestFirst = (partitions: readonly Partition[]) =>
  partitions.toSorted((a, b) => depth(b) - depth(a))

const depth = ({mount}: Partition) => (mount === '/' ? 0 : mount.split('/').length)

/** The fstab of the partitions, and of further lines; the root is checked first. */
export function renderSourceFstab(
  partitions: readonly Partition[],
  further: readonly string[] = [],
): string {
  const lines = partitions.map(({uuid, mount, fileSystem, options = 'defaults'}) => {
    const pass = mount === '/' ? 1 : 2
    return `UUID=${uuid} ${mount} ${fileSystem} ${options} 0 ${pass}`
  })
  return [...lines, ...further].map(line => `${line}\n`).join('')
}

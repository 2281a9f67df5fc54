import type {PlannedFile} from '@livemode/config'
import type {FileSystemId} from './file-systems/index.ts'

/** A disk with one source system on it, as data: the same plan over the same inputs gives the same disk. */
export interface DiskPlan {
  readonly fileSystem: FileSystemId
  /** Of the file system, not of the partition. */
  readonly uuid: string
  /** Files that come to those of the root image, and replace them. */
  readonly files: readonly PlannedFile[]
  /** Where the live image lies, and how much of it; none: it is not there. */
  readonly image: {readonly path: string; readonly bytes: number} | undefined
  readonly freeMebibytes: number
}

interface SourceSystem {
  readonly fileSystem: FileSystemId
  readonly uuid: string
  readonly hostname: string
}

/** The files that make one machine of a root file system; `/.noreboot` keeps the machine up after the upgrade. */
export function planSourceFiles({fileSystem, uuid, hostname}: SourceSystem): PlannedFile[] {
  const file = (path: string, content: string): PlannedFile => ({
    path,
    type: 'file',
    mode: '0644',
    uid: 0,
    gid: 0,
    content,
  })
  return [
    file('/etc/fstab', renderSourceFstab({fileSystem, uuid})),
    file('/etc/hostname', `${hostname}\n`),
    file('/etc/hosts', `127.0.0.1 localhost ${hostname}\n`),
    file('/.noreboot', ''),
  ]
}

export const renderSourceFstab = ({fileSystem, uuid}: Pick<SourceSystem, 'fileSystem' | 'uuid'>) =>
  `UUID=${uuid} / ${fileSystem} defaults 0 1\n`

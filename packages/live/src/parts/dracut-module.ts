import type {PlannedFile} from '@livemode/config'
import {assets} from '../assets.ts'
import {renderShellTable} from '../shell-table.ts'
import {
  dracutModuleName,
  iscsiDracutModuleName,
  sshdDracutModuleName,
} from '../tables/dracut-modules.ts'
import {file, program} from './part.ts'

// Behind dmsquash-live, whose script it replaces: dracut goes through its modules by these numbers.
const folderOf = (name: string) => `/usr/lib/dracut/modules.d/99${name}`

/**
 * The dracut module that opens the image by dm-verity, brings the machine's part into the live root, and has a
 * live boot that fails end in the source system.
 */
export const dracutModule = (): PlannedFile[] => [
  ...moduleFiles('dracut', dracutModuleName),
  file(`${folderOf(dracutModuleName)}/livemode-table.sh`, renderShellTable()),
]

/** The dracut module with sshd, over which these keys answer what the initramfs asks for, and do nothing else. */
export const sshdDracutModule = (authorizedKeys: string): PlannedFile[] => [
  ...moduleFiles('dracut-sshd', sshdDracutModuleName),
  file(`${folderOf(sshdDracutModuleName)}/authorized_keys`, authorizedKeys),
]

/** The dracut module that logs in to the iSCSI targets which the machine's archive names. */
export const iscsiDracutModule = (): PlannedFile[] =>
  moduleFiles('dracut-iscsi', iscsiDracutModuleName)

const moduleFiles = (folder: string, name: string): PlannedFile[] =>
  assets.list(folder).map(asset => {
    const text = assets.read(`${folder}/${asset}`)
    const make = text.startsWith('#!') ? program : file
    return make(`${folderOf(name)}/${asset}`, text)
  })

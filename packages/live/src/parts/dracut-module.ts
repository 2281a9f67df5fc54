import type {PlannedFile} from '@livemode/config'
import {assets} from '../assets.ts'
import {renderShellTable} from '../shell-table.ts'
import {file, program} from './part.ts'

/** The name by which dracut knows our module. */
export const dracutModuleName = 'livemode'

// Behind dmsquash-live, whose script it replaces: dracut goes through its modules by these numbers.
const folder = `/usr/lib/dracut/modules.d/99${dracutModuleName}`

/**
 * The dracut module that opens the image by dm-verity, brings the machine's part into the live root, and has a
 * live boot that fails end in the source system.
 */
export const dracutModule = (): PlannedFile[] => [
  ...assets.list('dracut').map(name => {
    const text = assets.read(`dracut/${name}`)
    const make = text.startsWith('#!') ? program : file
    return make(`${folder}/${name}`, text)
  }),
  file(`${folder}/livemode-table.sh`, renderShellTable()),
]

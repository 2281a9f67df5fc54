import {readdirSync} from 'node:fs'
import type {PlannedFile} from '@livemode/config'
import {file, program, shipped} from './part.ts'

/** The name by which dracut knows our module. */
export const dracutModuleName = 'livemode'

// Behind dmsquash-live, whose script it replaces: dracut goes through its modules by these numbers.
const folder = `/usr/lib/dracut/modules.d/99${dracutModuleName}`

export const dracutModuleFiles = readdirSync(
  new URL('../../files/dracut/', import.meta.url),
).toSorted()

/**
 * The dracut module that checks the image before it is mounted, and has a live boot that fails end in
 * the source system.
 */
export const dracutModule = (): PlannedFile[] =>
  dracutModuleFiles.map(name => {
    const text = shipped(`dracut/${name}`)
    const make = text.startsWith('#!') ? program : file
    return make(`${folder}/${name}`, text)
  })

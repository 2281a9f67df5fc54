import {join} from 'node:path'
import type {Session} from '@livemode/container'
import {type FirmwareId, firmwares} from './index.ts'

/** Makes the variable store of a machine that has never run. Gives its file; undefined where the firmware has none. */
export async function makeVariables(
  session: Session,
  request: {
    readonly firmware: FirmwareId
    readonly toolbox: string
    readonly folder: string
    readonly name: string
  },
): Promise<string | undefined> {
  const {firmware, toolbox, folder, name} = request
  const {newVariables} = firmwares[firmware]
  if (newVariables === undefined) return undefined
  await using workbench = await session.start(toolbox, {
    name: 'firmware',
    binds: {[folder]: '/firmware'},
  })
  await workbench.exec(['cp', newVariables, `/firmware/${name}`])
  return join(folder, name)
}

import {type Changes, makeChanges, noChanges} from '../changes.ts'
import type {LiveSystem} from '../live-system.ts'
import {planArrays, readArrays} from './arrays.ts'
import {hasSupport} from './device-support.ts'
import {planHostName} from './host-name.ts'
import {planInterfaceNames, readInterfaceNames} from './interface-names.ts'
import {planIscsi, readIscsi} from './iscsi.ts'
import {planKeptNames} from './kept-names.ts'
import {planLvm, readLvm} from './lvm.ts'
import {planMultipath, readMultipath} from './multipath.ts'
import {readSinglePaths} from './single-paths.ts'

/** What is taken over, in this order, by the names that the journal has for it. */
const topics: Readonly<Record<string, (live: LiveSystem) => Changes>> = {
  'host-name': live => planHostName(live.source.readText('/etc/hostname')),
  'interface-names': live => planInterfaceNames(readInterfaceNames(live.source)),
  'kept-names': planKeptNames,
  arrays: live => planArrays(readArrays(live.source)),
  lvm: live => planLvm(readLvm(live.source)),
  iscsi: live => (hasSupport(live, 'iscsi') ? planIscsi(readIscsi(live.source)) : noChanges),
  multipath(live) {
    const configuration = readMultipath(live.source)
    return configuration ? planMultipath(configuration, readSinglePaths(live)) : noChanges
  },
}

/**
 * Takes from the source what makes this machine the one it is, for this boot only. A topic that fails does not stop
 * the others. Gives the exit code.
 */
export function takeOverMachineSettings(live: LiveSystem): number {
  const failed = Object.entries(topics).filter(([name, plan]) => {
    if (makeChanges(live, plan)) return false
    live.say(`the ${name} of the source system could not be taken over`)
    return true
  })
  return failed.length === 0 ? 0 : 1
}

import {join} from 'node:path'
import {readSmallFile} from '../regular-file.ts'
import {entriesOf} from './folders.ts'
import type {Observations} from './observations.ts'

const folder = '/sys/class/net'

/** The names and addresses of network devices; those that only software makes are none. */
export async function readInterfaces(root: string): Promise<Observations['interfaces']> {
  const names = (await entriesOf(join(root, folder))).map(({name}) => name).toSorted()
  const found: Observations['interfaces'] = []
  for (const name of names) {
    if ((await entriesOf(join(root, folder, name, 'device'))).length === 0) continue
    const address = await readSmallFile(join(root, folder, name, 'address'), 4096)
    const mac = address?.toString('utf8').trim() ?? ''
    if (mac !== '') found.push({name, mac})
  }
  return found
}

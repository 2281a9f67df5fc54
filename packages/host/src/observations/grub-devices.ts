import {realpathSync} from 'node:fs'
import {join} from 'node:path'
import {parseAnswer} from '../debconf.ts'
import {readSmallFile} from '../regular-file.ts'
import type {Observations} from './observations.ts'

/** debconf's database has passwords in it: nothing but this one answer is taken. */
export async function readGrubDevices(root: string): Promise<Observations['grubDevices']> {
  const database = await readSmallFile(
    join(root, '/var/cache/debconf/config.dat'),
    64 * 1024 * 1024,
  )
  const names = parseAnswer(database?.toString('utf8') ?? '', 'grub-pc/install_devices')
  return names.map(name => ({name, device: deviceAt(join(root, name))}))
}

function deviceAt(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

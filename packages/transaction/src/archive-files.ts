import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {pipeline} from 'node:stream/promises'
import type {UpgradeTransaction} from '@livemode/config'

export type Archive = UpgradeTransaction['archives'][number]

/** The bytes of a file; undefined when there is no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? found.size : undefined
}

/** Whether a file is the package to the byte. */
export async function isIntact(path: string, {bytes, sha256}: Archive): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === sha256
}

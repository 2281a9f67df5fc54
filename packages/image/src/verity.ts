import {LivemodeError} from '@livemode/config'
import type {Container} from '@livemode/container'
import {type ImageVerity, verityFormat} from '@livemode/live'
import {squashfsPath} from './squashfs.ts'

/**
 * The veritysetup command that puts the hash tree behind the squashfs, in the same file. All that it takes to use it is on
 * the kernel command line.
 */
export const planVerity = (hashOffset: string): readonly string[] => [
  'veritysetup',
  'format',
  ...verityFormat,
  `--hash-offset=${hashOffset}`,
  squashfsPath,
  squashfsPath,
]

/** Puts the hash tree behind the squashfs in the toolbox's container. Throws `IMAGE_BROKEN` where that gives no root hash. */
export async function addHashTree(toolbox: Container): Promise<ImageVerity> {
  const {stdout: size} = await toolbox.exec(['stat', '--format=%s', squashfsPath])
  const {stdout} = await toolbox.exec(planVerity(size.trim()))
  const rootHash = /^Root hash:\s*([0-9a-f]{64})$/m.exec(stdout)?.[1]
  if (rootHash !== undefined) return {rootHash, hashOffset: Number(size)}
  throw new LivemodeError('IMAGE_BROKEN', `veritysetup gave no root hash:\n${stdout}`)
}

import {Refusal} from '../../engines/engine.ts'
import {verityBlockSize, verityFormat} from '../../image-verity.ts'
import {limits} from '../../tables/limits.ts'
import {kernelArguments, places} from '../../tables/places.ts'
import {argumentOf} from '../boot.ts'
import type {LiveSystem} from '../live-system.ts'

/**
 * Reads the live image whole, against its root hash. The kernel does that with each block that is used; here it is told
 * before anything is changed, and not by a panic in the middle. Throws a `Refusal` where a block is another one.
 */
export function assertImageWhole(live: LiveSystem): void {
  // Not there where the image has been copied into the memory, block by block through that check.
  const device = live.readText(`${places.initramfsState}/image-device`)?.trim()
  if (device === undefined) return
  const rootHash = argumentOf(live, kernelArguments.imageRootHash) ?? ''
  const hashOffset = Number(argumentOf(live, kernelArguments.imageHashOffset))
  const argv = [
    // It reads block by block: where the upgrade is traced, each would take its time.
    ...['systemd-run', '--quiet', '--wait', '--pipe', '--collect'],
    ...['veritysetup', 'verify', ...verityFormat],
    `--hash-offset=${hashOffset}`,
    `--data-blocks=${hashOffset / verityBlockSize}`,
    ...[device, device, rootHash],
  ]
  const {code, stdout, stderr} = live.run(argv, {seconds: limits.image})
  if (code === 0) {
    live.say('the live image is whole')
    return
  }
  const why = `${stderr}${stdout}`.trim().split('\n')[0]
  throw new Refusal(
    `the live image is not the one that was installed: ${why || 'it cannot be read'}`,
  )
}

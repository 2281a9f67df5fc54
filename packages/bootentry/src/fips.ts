import {type Host, isInFipsMode, type Location, locateFile} from '@livemode/host'
import {usualBootFolder} from './boot-folder.ts'
import type {CommandLineInput} from './entry.ts'

/** The file system that the kernel is on, where the machine is in FIPS mode; undefined where it is not. */
export const locateFipsKernel = (host: Host): Location | undefined =>
  isInFipsMode(host) ? locateFile(host, usualBootFolder) : undefined

/**
 * Plans what dracut's module fips needs: it looks for the kernel, by the name that the boot loader says, on the file system of
 * `boot=`, and holds it against the HMAC beside it. Without that argument it would look into the root, which is the image.
 */
export function planFipsArguments({
  host,
  target,
}: Pick<CommandLineInput, 'host' | 'target'>): readonly string[] {
  const uuid = target.kernelHmac ? locateFipsKernel(host)?.uuid : undefined
  return uuid == null ? [] : [`boot=UUID=${uuid}`]
}

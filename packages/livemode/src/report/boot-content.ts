import type {Message} from '@livemode/config'
import {artifactNames} from '@livemode/image'

/** What an installation boots, by the names that it has there. */
export const bootContent: Message<'BootContent'> = {
  kernel_path: artifactNames.kernel,
  initram_path: artifactNames.initramfs,
  kernel_hmac_path: null,
}

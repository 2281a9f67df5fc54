import type {Config} from '@livemode/config'
import type {Host} from '@livemode/host'
import {isAnsweredOverSsh, type PublicHostKey, planImageSource, planUnlocking} from '@livemode/live'

/** Whether the initramfs asks for something on this machine, and answers can come over ssh. */
export function isAskedOverSsh({config, host}: {config: Config; host: Host}): boolean {
  const image = planImageSource(config, host)
  return (
    isAnsweredOverSsh(config) && planUnlocking(config, {host, image}).some(({isAsked}) => isAsked)
  )
}

/** Tells by what the initramfs is known to who answers over ssh. */
export const renderHostKey = ({fingerprint}: PublicHostKey): string =>
  `what its initramfs asks for can be entered over ssh, as root; its host key is ${fingerprint} (ECDSA)`

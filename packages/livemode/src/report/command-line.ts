import {
  checkCommandLine,
  checkHostCommandLine,
  lintCommandLine,
  planBootCommandLine,
  planBootFiles,
} from '@livemode/bootentry'
import {artifactNames} from '@livemode/image'
import type {Check} from './finding.ts'

/** What the source's own arguments, or those of dracut_network, would do to the live boot. */
export const commandLineIsSound: Check = ({config, host, target, image}) => {
  // Without a UUID there is no command line, and another check tells of it.
  if (image.kind === 'disk' && image.location.uuid === null) return []
  const cmdline = planBootCommandLine({config, host, target, image})
  return lintCommandLine(target, cmdline).map(({argument, sentence, remedy}) => ({
    id: 'kernel-argument',
    severity: 'warning',
    sentence: `${argument} on the command line of the live boot: ${sentence}`,
    remedy,
  }))
}

/** Before the image has been built, its checksum is as long as then. */
const anySha256 = '0'.repeat(64)

const content = {
  kernel_path: artifactNames.kernel,
  initram_path: artifactNames.initramfs,
  kernel_hmac_path: null,
}

/** Whether the line comes to the kernel whole, and each argument of it as one. */
export const commandLineCanBePassed: Check = ({config, host, target, image}) => {
  if (image.kind === 'disk' && image.location.uuid === null) return []
  const {loader} = host
  const cmdline = planBootCommandLine({
    config,
    host,
    target,
    image,
    imageSha256: anySha256,
  })
  const entry = loader === 'unknown' ? null : {loader, ...planBootFiles(loader, {host, content})}
  const problems = [...checkHostCommandLine(host), ...checkCommandLine({cmdline, entry})]
  return problems.map(problem => ({...problem, severity: 'inhibitor'}))
}

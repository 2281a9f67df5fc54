import {lintCommandLine, planBootCommandLine} from '@livemode/bootentry'
import type {Check} from './finding.ts'

/** What the source's own arguments, or those of dracut_network, would do to the live boot. */
export const commandLineIsSound: Check = ({config, host, target, image}) => {
  // Without a UUID there is no command line, and another check tells of it.
  if (image !== null && image.uuid === null) return []
  const cmdline = planBootCommandLine({config, host, target})
  return lintCommandLine(target, cmdline).map(({argument, sentence, remedy}) => ({
    id: 'kernel-argument',
    severity: 'warning',
    sentence: `${argument} on the command line of the live boot: ${sentence}`,
    remedy,
  }))
}

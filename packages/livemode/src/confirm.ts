import {once} from 'node:events'
import {createInterface} from 'node:readline/promises'
import {LivemodeError, visible} from '@livemode/config'

/**
 * Asks a question on the terminal, which only `yes` answers with yes.
 *
 * Throws `USAGE` where there is no terminal: whoever runs this in a script has to say so.
 */
export async function confirm(
  question: string,
  {
    signal,
    input = process.stdin,
    output = process.stderr,
  }: {
    signal: AbortSignal
    input?: NodeJS.ReadableStream & {readonly isTTY?: boolean}
    output?: NodeJS.WritableStream
  },
): Promise<boolean> {
  if (!input.isTTY) {
    throw new LivemodeError('USAGE', 'there is no terminal to ask on', {
      hint: '--yes answers the question beforehand',
    })
  }
  const lines = createInterface({input, output})
  try {
    // Whoever ends the input does not answer.
    const ended = once(lines, 'close').then(() => '')
    const asked = lines.question(`${visible(question)}\nType "yes" to go on: `, {signal})
    return (await Promise.race([asked, ended])).trim() === 'yes'
  } finally {
    lines.close()
  }
}

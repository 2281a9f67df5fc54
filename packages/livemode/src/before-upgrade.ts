import {posix} from 'node:path'
import {type Asking, readRunning, runningQuestions} from '@livemode/host'
import {sourcePlaces} from '@livemode/live'

/** A file for the first boot of the upgraded system, which compares itself with it. */
interface Expectation {
  readonly path: string
  readonly mode: number
  readonly content: string
}

/**
 * What runs on this machine before its upgrade: the units that have failed, and the ports that are listened on. What
 * cannot be asked here is not asked afterwards.
 */
export async function readExpectations(asking: Asking): Promise<readonly Expectation[]> {
  const names = Object.keys(runningQuestions) as (keyof typeof runningQuestions)[]
  const answers = await Promise.all(
    names.map(async name => {
      const lines = await readRunning(name, asking)
      if (lines === null) return []
      const content = lines.map(line => `${line}\n`).join('')
      return [{path: posix.join(sourcePlaces.firstBoot, name), mode: 0o644, content}]
    }),
  )
  return answers.flat()
}

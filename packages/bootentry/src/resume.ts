import {readWholeFile} from '@livemode/host'
import {type Resume, sourcePlaces} from '@livemode/live'
import {ask} from './ask.ts'
import {isThere, removeDurably} from './durable.ts'
import {askVariable} from './loaders/firmware-variable.ts'
import {askSavedEntry, planSavedEntry} from './loaders/grub-environment.ts'
import {type Machine, runProgram} from './machine.ts'
import {planResume} from './plan.ts'
import type {InstallationRecord} from './record.ts'
import {changeBeside} from './rewrite.ts'

type Environment = Pick<Machine, 'environment'>
type Installed = Pick<InstallationRecord, 'entry' | 'entryId'>

/** Tells whether the entry is booted until an upgrade that has begun has ended. */
export const isResumed = (installed: Installed, machine: Environment): Promise<boolean> =>
  isThereNow(planResume(installed.entry), {...installed, machine})

async function isThereNow(
  resume: Resume,
  {entryId, machine}: Installed & {readonly machine: Environment},
): Promise<boolean> {
  if (resume.kind === 'none') return false
  if (resume.kind === 'file') return isThere(resume.path)
  if (resume.kind === 'variable')
    return (await ask(askVariable(resume.name), machine)) === resume.value
  return entryId !== null && (await ask(askSavedEntry(resume.block), machine)) === entryId
}

/** Has the boot loader boot by default what it booted before the upgrade had begun. */
export async function takeResumeAway(installed: Installed, machine: Environment): Promise<void> {
  const resume = planResume(installed.entry)
  if (resume.kind === 'none') return
  if (resume.kind === 'file') return removeDurably(resume.path)
  if (await isThereNow(resume, {...installed, machine})) {
    const before = (await readWholeFile(sourcePlaces.defaultEntry))?.toString('utf8') ?? ''
    if (resume.kind === 'variable') {
      await runProgram(['bootctl', 'set-default', '--', before], machine)
    } else {
      await changeBeside(resume.block, async next => {
        for (const argv of planSavedEntry(next, before)) await runProgram(argv, machine)
      })
    }
  }
  await removeDurably(sourcePlaces.defaultEntry)
}

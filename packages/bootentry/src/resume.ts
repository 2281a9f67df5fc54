import {readWholeFile} from '@livemode/host'
import {type Resume, sourcePlaces} from '@livemode/live'
import {ask} from './ask.ts'
import {isThere, removeDurably} from './durable.ts'
import {askVariable} from './loaders/firmware-variable.ts'
import {type Machine, runProgram} from './machine.ts'
import {planResume} from './plan.ts'
import type {InstallationRecord} from './record.ts'

type Environment = Pick<Machine, 'environment'>

/** Tells whether the entry is booted until an upgrade that has begun has ended. */
export async function isResumed(
  {entry}: Pick<InstallationRecord, 'entry'>,
  machine: Environment,
): Promise<boolean> {
  const resume = planResume(entry)
  return resume !== null && isThereNow(resume, machine)
}

async function isThereNow(resume: Resume, machine: Environment): Promise<boolean> {
  if (resume.kind === 'file') return isThere(resume.path)
  return (await ask(askVariable(resume.name), machine)) === resume.value
}

/** Has the boot loader boot by default what it booted before the upgrade had begun. */
export async function takeResumeAway(
  {entry}: Pick<InstallationRecord, 'entry'>,
  machine: Environment,
): Promise<void> {
  const resume = planResume(entry)
  if (resume?.kind === 'file') return removeDurably(resume.path)
  if (resume === null) return
  if (await isThereNow(resume, machine)) {
    const before = (await readWholeFile(sourcePlaces.defaultEntry))?.toString('utf8') ?? ''
    await runProgram(['bootctl', 'set-default', '--', before], machine)
  }
  await removeDurably(sourcePlaces.defaultEntry)
}

import {readWholeFile} from '@livemode/host'
import type {Question} from './loaders/index.ts'
import {type Machine, runProgram} from './machine.ts'

/** Asks a machine; a file that is not there answers null. */
export async function ask<Answer>(
  question: Question<Answer>,
  machine: Pick<Machine, 'environment'>,
): Promise<Answer | null> {
  if (question.argv) return question.parse(await runProgram(question.argv, machine))
  const content = await readWholeFile(question.file)
  return content === undefined ? null : question.parse(content)
}

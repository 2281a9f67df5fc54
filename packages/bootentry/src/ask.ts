import {readFile} from 'node:fs/promises'
import type {Question} from './loaders/index.ts'
import {type Machine, runProgram} from './machine.ts'

/** Asks a machine; a file that is not there answers null. */
export async function ask<Answer>(
  question: Question<Answer>,
  machine: Pick<Machine, 'environment'>,
): Promise<Answer | null> {
  if (question.argv) return question.parse(await runProgram(question.argv, machine))
  const content = await readFile(question.file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  return content === undefined ? null : question.parse(content)
}

import {LivemodeError} from '@livemode/config'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Runs a program of util-linux and gives what it prints.
 *
 * Throws `HOST_UNREADABLE` when it is missing or fails.
 */
export async function readProgram(
  [program = '', ...programArguments]: readonly string[],
  environment: Environment,
): Promise<string> {
  // Who reads a described machine runs no program, and need not wait for this.
  const {ExecaError, execa} = await import('execa')
  try {
    const env = {...environment, LC_ALL: 'C'}
    const {stdout} = await execa(program, programArguments, {env, extendEnv: false})
    return stdout
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error
    if (error.code === 'ENOENT') {
      throw new LivemodeError('HOST_UNREADABLE', `the program ${program} is missing`, {
        hint: `install the package util-linux, which has ${program}`,
        cause: error,
      })
    }
    const {shortMessage, stderr} = error
    throw new LivemodeError('HOST_UNREADABLE', `${shortMessage}\n${stderr}`.trim(), {cause: error})
  }
}

/** What a program prints, however it ends; null where there is no such program. */
export async function readAnswer(
  [program = '', ...programArguments]: readonly string[],
  environment: Environment,
): Promise<string | null> {
  const {execa} = await import('execa')
  const env = {...environment, LC_ALL: 'C'}
  const answer = await execa(program, programArguments, {env, extendEnv: false, reject: false})
  return answer.code === 'ENOENT' ? null : answer.stdout
}

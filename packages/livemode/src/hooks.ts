import {isUtf8} from 'node:buffer'
import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {
  type HookMoment,
  hookCommand,
  hookEnvironment,
  hookMoments,
  hookProblem,
  isHookName,
  type LiveHook,
  liveHookMoments,
  sourcePlaces,
} from '@livemode/live'
import type {Context} from './commands/command.ts'
import {readBytes} from './named-file.ts'

/** More than a script has; and each of them lies in the memory of the live boot. */
const mostBytes = 1024 * 1024

/**
 * Reads the hooks of this machine that run in the live system, in their order.
 *
 * Throws `USAGE` for one that cannot run there, and for a folder that is no moment: it would never run.
 */
export async function readLiveHooks(folder: string = sourcePlaces.hooks): Promise<LiveHook[]> {
  await assertMoments(folder)
  const found = await Promise.all(
    liveHookMoments.map(async moment => {
      const names = await listHooks(folder, moment)
      return Promise.all(
        names.map(async name => ({
          moment,
          name,
          content: await readScript(join(folder, moment, name)),
        })),
      )
    }),
  )
  return found.flat()
}

/**
 * Runs the hooks of a moment on this machine, in their order.
 *
 * Throws `INHIBITED` for the first one that has anything against it.
 */
export async function runHooks(
  moment: HookMoment,
  {
    seconds,
    context,
    folder = sourcePlaces.hooks,
  }: {
    readonly seconds: number
    readonly context: Pick<Context, 'environment' | 'signal'>
    readonly folder?: string
  },
): Promise<void> {
  await assertMoments(folder)
  const {execa} = await import('execa')
  for (const name of await listHooks(folder, moment)) {
    const [program, ...rest] = hookCommand(join(folder, moment, name), {seconds})
    const {exitCode = null} = await execa(program, rest, {
      env: {...context.environment, ...hookEnvironment({moment, root: '/'})},
      extendEnv: false,
      // What they say is no result of the command.
      stdio: ['ignore', 2, 2],
      reject: false,
      cancelSignal: context.signal,
    })
    context.signal.throwIfAborted()
    const problem = hookProblem({moment, name}, {code: exitCode, seconds})
    if (problem === undefined) continue
    throw new LivemodeError('INHIBITED', problem, {
      hint: 'nothing has been changed on this machine',
    })
  }
}

async function assertMoments(folder: string): Promise<void> {
  const known: readonly string[] = hookMoments
  const unknown = (await listNames(folder)).find(name => !known.includes(name))
  if (unknown === undefined) return
  throw new LivemodeError('USAGE', `${join(folder, unknown)}: there is no such moment for hooks`, {
    hint: `the moments are ${known.join(', ')}`,
  })
}

/** As run-parts(8) finds them: what has such a name and can be executed. */
async function listHooks(folder: string, moment: HookMoment): Promise<readonly string[]> {
  const names = (await listNames(join(folder, moment))).filter(isHookName).toSorted()
  const found = await Promise.all(
    names.map(async name => {
      const path = join(folder, moment, name)
      const {mode, isFile} = await describeFile(path)
      if (!isFile || (mode & 0o111) === 0) return []
      // It is executed as root.
      if ((mode & 0o022) === 0) return [name]
      throw new LivemodeError('USAGE', `${path}: others than its owner can write to this hook`)
    }),
  )
  return found.flat()
}

async function describeFile(path: string): Promise<{mode: number; isFile: boolean}> {
  try {
    const found = await stat(path)
    return {mode: found.mode, isFile: found.isFile()}
  } catch (cause) {
    throw new LivemodeError('USAGE', `${path}: this hook cannot be read`, {cause})
  }
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    const {code} = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new LivemodeError('USAGE', `${folder}: hooks are looked for here, and it is no folder`, {
      cause,
    })
  }
}

/** Programs of this machine need its libraries, which are not there. */
async function readScript(path: string): Promise<string> {
  const bytes = await readBytes(path, {mostBytes})
  if (isUtf8(bytes) && !bytes.includes(0) && bytes.subarray(0, 2).toString() === '#!') {
    return bytes.toString('utf8')
  }
  throw new LivemodeError(
    'USAGE',
    `${path}: a hook of the live system must be a script that begins with "#!"`,
  )
}

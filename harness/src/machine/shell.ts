import {readFile} from 'node:fs/promises'
import type {Socket} from 'node:net'
import {onLines} from './lines.ts'

export interface ShellResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The root shell of a machine, on a serial port that nothing else writes to. */
export interface Shell {
  /** Runs a command line; resolved when it has ended, which may be never if the machine ends first. */
  run(command: string): Promise<ShellResult>
  /** Says that another system takes over: commands wait for its shell. */
  startAnew(): void
}

const agent = new URL('./shell-agent.sh', import.meta.url)
const answerPattern = /<livemode (\d+) (\d+) ([\w+/]*=*) ([\w+/]*=*)>/
/** How root's prompt ends, in every shell. */
const prompt = '# '

const retryMilliseconds = 5_000

/**
 * Makes a shell of the serial port on which systemd starts its debug shell (`debugShellArgument`).
 * Commands can be given at once: they wait until the shell is there.
 */
export async function openShell(socket: Socket): Promise<Shell> {
  const startAgent = renderStart(await readFile(agent, 'utf8'))
  const pending = new Map<number, PromiseWithResolvers<ShellResult>>()
  let ready = Promise.withResolvers<void>()
  let lastNumber = 0
  let isReady = false
  const start = () => {
    if (!isReady && !socket.destroyed) socket.write(startAgent)
  }
  const startAndRepeat = () => {
    start()
    const timer = setInterval(start, retryMilliseconds)
    void ready.promise.then(() => clearInterval(timer))
    socket.once('close', () => clearInterval(timer))
  }
  // Until the prompt comes nobody reads the port, or the firmware does, which takes what is sent for keys
  // that somebody presses in its menus. What is sent at that very moment may be flushed.
  let tail = ''
  const lookForPrompt = (text: string) => {
    tail = `${tail}${text}`.slice(-prompt.length)
    if (tail !== prompt) return
    socket.off('data', lookForPrompt)
    startAndRepeat()
  }
  const waitForPrompt = () => {
    tail = ''
    socket.off('data', lookForPrompt).on('data', lookForPrompt)
  }
  waitForPrompt()
  onLines(socket, line => {
    if (line.includes('<livemode ready>')) {
      isReady = true
      ready.resolve()
    }
    const answer = parseAnswer(line)
    if (answer) pending.get(answer.number)?.resolve(answer.result)
  })
  socket.on('error', () => {})

  return {
    async run(command) {
      const number = ++lastNumber
      const answer = Promise.withResolvers<ShellResult>()
      pending.set(number, answer)
      await ready.promise
      socket.write(`${number} ${Buffer.from(command).toString('base64')}\n`)
      return answer.promise.finally(() => pending.delete(number))
    },
    startAnew() {
      isReady = false
      ready = Promise.withResolvers()
      waitForPrompt()
    },
  }
}

/** The line that starts the agent; the control character takes away what is half typed. */
function renderStart(script: string): string {
  return `\x03\nexec sh -c "$(echo ${Buffer.from(script).toString('base64')} | base64 -d)"\n`
}

/** An answer of the agent; undefined for anything else that stands in a line. */
export function parseAnswer(line: string): {number: number; result: ShellResult} | undefined {
  const [match, number, code, stdout, stderr] = answerPattern.exec(line) ?? []
  if (match === undefined) return undefined
  return {
    number: Number(number),
    result: {code: Number(code), stdout: decode(stdout), stderr: decode(stderr)},
  }
}

const decode = (base64 = '') => Buffer.from(base64, 'base64').toString('utf8')

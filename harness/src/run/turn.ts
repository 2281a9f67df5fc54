import {once} from 'node:events'
import {createServer} from 'node:net'
import {setTimeout} from 'node:timers/promises'

interface TurnOptions {
  /** What only one run at a time may use. */
  readonly folder: string
  readonly signal: AbortSignal
  /** Called when another run has its turn. */
  readonly onWait: () => void
}

const pollMilliseconds = 500

/**
 * Waits until no other run has its turn with a folder; the turn lasts to the end of the scope. What
 * one run makes in the folder must not change while another boots it, and there is no room for two
 * virtual machines. A turn is a socket in Linux's abstract namespace (unix(7)): it ends with its
 * process, however that ends.
 */
export async function takeTurn(options: TurnOptions): Promise<AsyncDisposable> {
  const {folder, signal, onWait} = options
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted()
    const turn = await tryTurn(`\0livemode:${folder}`)
    if (turn) return turn
    if (attempt === 0) onWait()
    await setTimeout(pollMilliseconds, undefined, {signal}).catch(() => {})
  }
}

/** Undefined when somebody else has the turn. */
async function tryTurn(address: string): Promise<AsyncDisposable | undefined> {
  const server = createServer()
  try {
    server.listen(address)
    await once(server, 'listening')
    return server
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined
    throw error
  }
}

import type {Socket} from 'node:net'
import {LivemodeError} from '@livemode/config'
import {onLines} from './lines.ts'

/** QEMU's monitor: commands with their answers (https://www.qemu.org/docs/master/interop/qmp-spec.html). */
export interface Qmp {
  execute(command: string, options?: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Resolved when QEMU has ended, with the reason in its words, e.g. `guest-shutdown`. */
  readonly ended: Promise<string>
}

type Message =
  | {readonly QMP: unknown}
  | {readonly return: unknown; readonly id: number}
  | {readonly error: {readonly desc: string}; readonly id: number}
  | {readonly event: string; readonly data?: {readonly reason?: string}}

interface Pending extends PromiseWithResolvers<unknown> {
  readonly command: string
}

/** Takes over the socket to which QEMU has connected its monitor, and leaves the monitor's first mode. */
export async function openQmp(socket: Socket): Promise<Qmp> {
  const pending = new Map<number, Pending>()
  const ended = Promise.withResolvers<string>()
  let lastId = 0
  let reason = 'it was stopped from outside'

  function take(message: Message): void {
    if ('event' in message) {
      if (message.event === 'SHUTDOWN') reason = message.data?.reason ?? reason
      return
    }
    if ('QMP' in message) return
    const answered = pending.get(message.id)
    pending.delete(message.id)
    if ('return' in message) answered?.resolve(message.return)
    else answered?.reject(refused(answered.command, message.error.desc))
  }

  function execute(command: string, options = {}): Promise<unknown> {
    const id = ++lastId
    const answer = Promise.withResolvers<unknown>()
    if (socket.destroyed) answer.reject(endedBefore(command))
    else {
      pending.set(id, {...answer, command})
      socket.write(`${JSON.stringify({execute: command, arguments: options, id})}\n`)
    }
    return answer.promise
  }

  onLines(socket, line => take(JSON.parse(line)))
  // What matters of a broken connection is its end.
  socket.on('error', () => {})
  socket.on('close', () => {
    for (const {reject, command} of pending.values()) reject(endedBefore(command))
    ended.resolve(reason)
  })
  await execute('qmp_capabilities')
  return {execute, ended: ended.promise}
}

const refused = (command: string, why: string) =>
  new LivemodeError('COMMAND_FAILED', `QEMU refuses ${command}: ${why}`)

const endedBefore = (command: string) =>
  new LivemodeError('COMMAND_FAILED', `QEMU ended before it answered ${command}`)

import type {Socket} from 'node:net'

/** Calls `take` with every whole line that comes out of a socket. */
export function onLines(socket: Socket, take: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', text => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
}

import {once} from 'node:events'
import {open} from 'node:fs/promises'
import {createServer, type Server, type Socket} from 'node:net'
import {join} from 'node:path'
import {type SocketName, socketNames} from './qemu-arguments.ts'

/**
 * Listens in a folder for QEMU's connections. QEMU is the one that connects because it then does so
 * before it starts the guest: no byte is lost, and nothing has to be tried again.
 */
export async function listenForQemu(folder: string) {
  // The path of a socket has 107 bytes at the most, see unix(7); that of the folder may have more.
  const opened = await open(folder)
  const shortPath = `/proc/self/fd/${opened.fd}`
  const servers = await Promise.all(
    socketNames.map(name => listen(join(shortPath, `${name}.socket`))),
  )
  const sockets: Socket[] = []
  const connected = Promise.all(
    servers.map(async server => {
      const [socket] = (await once(server, 'connection')) as [Socket]
      sockets.push(socket)
      return socket
    }),
  ).then(all => Object.fromEntries(socketNames.map((name, index) => [name, all[index]])))
  connected.catch(() => {})
  return {
    connected: connected as Promise<Record<SocketName, Socket>>,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      for (const server of servers) server.close()
      await opened.close()
    },
  }
}

async function listen(path: string): Promise<Server> {
  const server = createServer()
  server.listen(path)
  await once(server, 'listening')
  return server
}

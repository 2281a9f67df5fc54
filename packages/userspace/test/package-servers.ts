import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Container, type Engine, type Owner, packTar, Session} from '@livemode/container'
import {fixture} from '@livemode/fixtures'
import {execa} from 'execa'
import {ensureInstalled} from '../src/install.ts'
import {packageManagers} from '../src/package-managers/index.ts'

/** Repositories of a test, and the servers and the proxy that lead to them. */
export interface PackageServers {
  readonly host: string
  readonly password: string
  /** A folder of this machine with the same repositories, `known.gpg`, and `ca.crt`. */
  readonly folder: string
  readonly container: Container
}

/** The image that has the servers' programs. */
export const ensureServerImage = (session: Session, from: string): Promise<string> =>
  ensureInstalled(session, {
    from,
    layer: 'test-servers',
    manager: packageManagers.apt,
    packages: ['apt-utils', 'gpg', 'gpg-agent', 'nginx-light', 'openssl', 'tinyproxy'],
    log: () => {},
  })

/** The image that has the programs of servers of RPMs, dnf, and what downloads packages. */
export const ensureRpmServerImage = (session: Session, from: string): Promise<string> =>
  ensureInstalled(session, {
    from,
    layer: 'test-rpm-servers',
    manager: packageManagers.apt,
    packages: [
      ...['createrepo-c', 'curl', 'dnf', 'gpg', 'gpg-agent', 'nginx-light', 'openssl', 'rpm'],
      'tinyproxy',
    ],
    log: () => {},
  })

type ServerScript = 'servers.sh' | 'rpm-servers.sh'

/** Starts the servers of `fixtures/package-sources/servers.sh`, or of another script there that takes the same. */
async function startPackageServers(
  session: Session,
  image: string,
  name: ServerScript = 'servers.sh',
): Promise<PackageServers> {
  const password = `word-${crypto.randomUUID()}`
  const container = await session.start(image, {name: 'servers'})
  const script = Buffer.from(fixture(`package-sources/${name}`))
  await container.putTar(await packTar(new Map([['servers.sh', script]])), '/')
  const host = (await container.exec(['hostname'])).stdout.trim()
  await container.exec(['sh', '/servers.sh', host, password])
  const folder = await takeFolder(container, '/srv/www')
  return {host, password, folder, container}
}

/** Servers in a network that leads nowhere else. */
export interface ClosedServers extends AsyncDisposable {
  /** Its containers reach the servers, and nothing else. */
  readonly session: Session
  readonly servers: PackageServers
}

/** Starts servers in such a network; all of it is gone when its scope is left. */
export async function openClosedServers(
  engine: Engine,
  {
    image,
    script,
    ...scope
  }: {image: string; script?: ServerScript; owner: Owner; signal: AbortSignal},
): Promise<ClosedServers> {
  await using opening = new AsyncDisposableStack()
  const network = opening.use(await createClosedNetwork(engine))
  const session = opening.use(new Session(engine, {...scope, network: network.name}))
  const servers = await startPackageServers(session, image, script)
  opening.defer(() => rm(servers.folder, {recursive: true, force: true}))
  const opened = opening.move()
  return {session, servers, [Symbol.asyncDispose]: () => opened.disposeAsync()}
}

/** Copies a folder of a container to a new one of this machine, which everybody may read. */
export async function takeFolder(container: Container, path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-packages-'))
  const archive = join(folder, 'archive.tar')
  await container.exec(['tar', '--create', '--file=/archive.tar', '--directory', path, '.'])
  await container.copyFileTo('/archive.tar', archive)
  await unpack(archive, folder)
  return folder
}

async function unpack(archive: string, folder: string): Promise<void> {
  await execa('tar', ['--extract', '--no-same-owner', '--file', archive, '--directory', folder])
  await execa('chmod', ['--recursive', 'a+rX', folder])
  await execa('rm', [archive])
}

export const readServed = (servers: PackageServers, name: string): Promise<Buffer> =>
  readFile(join(servers.folder, name))

/** A network of the engine's that leads nowhere else. */
export async function createClosedNetwork(
  engine: Engine,
): Promise<AsyncDisposable & {name: string}> {
  const name = `livemode-test-${crypto.randomUUID().slice(0, 8)}`
  const network = await engine.docker.createNetwork({Name: name, Internal: true})
  return {name, [Symbol.asyncDispose]: () => network.remove()}
}

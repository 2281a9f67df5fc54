import {readFile} from 'node:fs/promises'
import {file} from '@livemode/config'
import {type Container, packFiles, type Session} from '@livemode/container'
import {fixture} from '@livemode/fixtures'

/** The name of the server; only the proxy knows it. */
export const serverName = 'packages.example.org'

const folders = ['debian', 'tools', 'artifacts'] as const

/** What one of its users has to know. */
export type Passwords = Readonly<Record<(typeof folders)[number] | 'proxy', string>>

/** A mirror that has what one upgrade needs, behind https and a proxy. */
export interface ClosedMirror {
  readonly container: Container
  readonly passwords: Passwords
  /** The keys that the mirror is signed by, and the repository of others; the certificate of the server's authority. */
  readonly keyring: Buffer
  readonly toolsKey: string
  readonly certificate: string
}

interface Contents {
  /** The packages of the upgrade, `NAME:ARCHITECTURE=VERSION` each. */
  readonly packages: readonly string[]
  /** What is installed into roots of the target: lists of packages. */
  readonly installations: readonly (readonly string[])[]
}

/** Starts one in the session's network, where it takes the packages from the distribution. */
export async function startClosedMirror(
  session: Session,
  {
    image,
    artifacts,
    packages,
    installations,
  }: Contents & {
    /** That of the servers' programs. */
    readonly image: string
    /** A folder of this machine that is served. */
    readonly artifacts: string
  },
): Promise<ClosedMirror> {
  const container = await session.start(image, {
    name: 'mirror',
    binds: {[artifacts]: '/srv/www/artifacts:ro'},
  })
  const passwords = planPasswords()
  const script = await readFile(new URL('closed-mirror.sh', import.meta.url), 'utf8')
  const files = [
    file('/servers.sh', fixture('package-sources/servers.sh')),
    file('/closed-mirror.sh', script),
    file('/packages', packages.join('\n')),
    file('/installations', installations.map(names => `${names.join(' ')}\n`).join('')),
    ...folders.map(name => file(`/passwords/${name}`, passwords[name])),
  ]
  await container.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')
  await container.exec(['sh', '/servers.sh', serverName, passwords.proxy])
  await container.exec(['sh', '/closed-mirror.sh'])
  const read = async (path: string) => {
    const {content} = await container.takeFile(path)
    return Buffer.concat(await content.toArray())
  }
  return {
    container,
    passwords,
    keyring: await read('/srv/www/known.gpg'),
    toolsKey: (await read('/srv/www/tools.asc')).toString('utf8'),
    certificate: (await read('/srv/www/ca.crt')).toString('utf8'),
  }
}

/** With what each program has to encode in its own way, as far as tinyproxy takes it. */
const planPasswords = (): Passwords => ({
  proxy: `pr/x%y+${crypto.randomUUID()}`,
  debian: `d@b/i%n+${crypto.randomUUID()}`,
  tools: `t@/l%s+${crypto.randomUUID()}`,
  artifacts: `a@t/f%ct+${crypto.randomUUID()}`,
})

/** Puts the server into another network besides, where its proxy has an address of its own; takes it out behind the scope. */
export async function joinNetwork(
  {engine}: Session,
  {container}: ClosedMirror,
  name: string,
): Promise<AsyncDisposable & {readonly address: string}> {
  const network = engine.docker.getNetwork(name)
  const member = {Container: container.id}
  await network.connect(member)
  // Whoever writes the file may have written it anew.
  await container.exec(['sh', '-c', 'echo "127.0.0.1 $0" >>/etc/hosts', serverName])
  return {
    address: await addressIn(engine, container, name),
    [Symbol.asyncDispose]: () => network.disconnect({...member, Force: true}),
  }
}

/** The address of a container in one of its networks. */
export async function addressIn(
  engine: Session['engine'],
  {id}: Container,
  network: string,
): Promise<string> {
  const {NetworkSettings} = await engine.docker.getContainer(id).inspect()
  const address = NetworkSettings.Networks[network]?.IPAddress
  if (!address) throw new Error(`${id} is not in the network ${network}`)
  return address
}

/** Everything that the proxy was asked for, a line each. */
export const readProxyLog = async ({container}: ClosedMirror): Promise<string> =>
  (await container.exec(['cat', '/root/proxy.log'])).stdout

/** The files of a configuration that takes its packages from there, by their names; they name each other in a folder. */
export function planConfiguration(
  {passwords, keyring, certificate}: ClosedMirror,
  {folder, proxy}: {folder: string; proxy: string},
): Readonly<Record<string, string | Buffer>> {
  const machine = (place: string, password: string) =>
    `machine ${place} login me password ${password}\n`
  return {
    'known.gpg': keyring,
    'ca.pem': certificate,
    'auth.conf': [
      machine(proxy, passwords.proxy),
      machine(`${serverName}/private-debian`, passwords.debian),
      machine(`${serverName}/private-tools`, passwords.tools),
    ].join(''),
    'livemode.yaml': `repositories: |
  Types: deb
  URIs: https://${serverName}/private-debian
  Suites: trixie
  Components: main
  Signed-By: ${folder}/known.gpg
http_proxy: ${proxy}
ca_certificates: ${folder}/ca.pem
apt_auth: ${folder}/auth.conf
third_party_sources:
  - uri: http://old.example.org/tools
    action: map
    new_uri: https://${serverName}/private-tools
    suites: [trixie]
`,
  }
}

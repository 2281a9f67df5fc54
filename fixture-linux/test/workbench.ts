import {type Container, connectEngine, Session} from '@livemode/container'
import {ensureTestImage, owner} from '@livemode/container/test'
import type {ExecutionContext} from 'ava'
import {
  ensureRelease,
  type FixtureServer,
  type ReleaseId,
  releaseIds,
  renderRepositoryFile,
  serveReleases,
} from '../src/index.ts'

/** What a live system is made of, and what a machine has besides. */
export const packages = [
  'NetworkManager',
  'crypto-policies',
  'dbus-daemon',
  'device-mapper-multipath',
  'dnf',
  'dracut-config-generic',
  'dracut-live',
  'dracut-network',
  'dracut-squash',
  'fixture-release',
  'hostname',
  'iscsi-initiator-utils',
  'kernel',
  'kernel-core',
  'kexec-tools',
  'keyutils',
  'less',
  'lvm2',
  'mdadm',
  'openssh-clients',
  'openssh-server',
  'passwd',
  'rpm',
  'strace',
  'systemd',
  'systemd-container',
  'systemd-udev',
  'tar',
  'tpm2-tools',
  'util-linux',
  'which',
]

/** Both releases, with what serves them. */
export interface Workbench extends AsyncDisposable {
  readonly session: Session
  /** A Debian 13 with apt. */
  readonly from: string
  readonly images: Readonly<Record<ReleaseId, string>>
  readonly server: FixtureServer
}

export async function openWorkbench(): Promise<Workbench> {
  const engine = await connectEngine(process.env)
  const session = new Session(engine, {owner, signal: new AbortController().signal})
  const from = await ensureTestImage(engine)
  const images = {
    '8': await ensureRelease(session, {id: '8', from, log: () => {}}),
    '9': await ensureRelease(session, {id: '9', from, log: () => {}}),
  }
  const server = await serveReleases(
    session,
    releaseIds.map(id => [id, images[id]] as const),
  )
  return {
    session,
    from,
    images,
    server,
    // What it has started goes with it.
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  }
}

/** Runs dnf with the repositories of a server, or with others. */
export async function dnf(
  container: Container,
  {
    id,
    argv,
    server,
    repositories = renderRepositoryFile(server.address),
    onLine = () => {},
  }: {
    id: ReleaseId
    argv: readonly string[]
    server: FixtureServer
    repositories?: string
    onLine?: (line: string) => void
  },
) {
  const script =
    'mkdir -p /repositories; printf %s "$1" >/repositories/fixture.repo; shift; exec dnf "$@"'
  const options = [
    '--disableplugin=*',
    '--enableplugin=repoclosure',
    '--setopt=reposdir=/repositories',
    '--setopt=skip_if_unavailable=False',
    '--assumeyes',
    `--releasever=${id}`,
  ]
  return container.exec(['sh', '-euc', script, 'sh', repositories, ...options, ...argv], {onLine})
}

/** What dnf says of scriptlets and files that it could not run or write, and ends with 0 all the same. */
export const failures = (lines: readonly string[]): readonly string[] =>
  lines.filter(line =>
    /^error|^warning: (?!private mounts|.* created as )|scriptlet failed/i.test(line),
  )

/** The names of the packages of a root, as its own rpm has them. */
export async function listPackages(container: Container, root: string): Promise<readonly string[]> {
  const argv = ['chroot', root, 'rpm', '--query', '--all', '--queryformat', '%{NAME}\n']
  const {stdout} = await container.exec(argv)
  return stdout.trim().split('\n')
}

/** Its own rpm knows the packages of a root, and nothing differs from what they have, but for configuration files that were edited. */
export async function verify(
  t: ExecutionContext,
  {container, root}: {container: Container; root: string},
): Promise<void> {
  t.true((await listPackages(container, root)).length > 150)
  const script = `chroot ${root} rpm --verify --all --nodeps || :`
  const {stdout} = await container.exec(['sh', '-c', script])
  const others = stdout.split('\n').filter(line => line !== '' && !/^S\.5\.{4}T\. +c /.test(line))
  t.deepEqual(others, [])
}

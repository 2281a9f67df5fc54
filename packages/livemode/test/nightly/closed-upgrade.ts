import {mkdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {defaultConfig} from '@livemode/config'
import type {Session} from '@livemode/container'
import {readContainerFacts, resolveTransaction, type SourceChoice} from '@livemode/transaction'
import {
  buildUserspace,
  type DebianTarget,
  defaultTargetId,
  ensureDebianRoot,
  ensureRecipe,
  ensureToolbox,
  planLayers,
  planRequirements,
  targets,
} from '@livemode/userspace'
import {ensureServerImage} from '@livemode/userspace/test'
import {addressIn, type ClosedMirror, startClosedMirror} from './closed-mirror.ts'

const target: DebianTarget = targets[defaultTargetId]
const requirements = planRequirements(target, defaultConfig)
const log = () => {}

// With the tools of its boot loader, which `install` asks; kernels are for virtual machines to prove.
const packages = [
  ...['cron', 'dbus', 'grub-efi-amd64-bin', 'grub2-common', 'kmod', 'logrotate', 'nginx-light'],
  ...['openssh-server', 'systemd-boot', 'systemd-sysv', 'udev', 'util-linux'],
]

/** Until it is known what becomes of it. */
const disabled: SourceChoice = {uri: 'http://old.example.org/tools', action: 'disable'}

/** The engine's network that containers are in where nothing is said. */
const defaultNetwork = 'bridge'

/** A mirror with what one upgrade needs, and the source that it is for. */
export interface ClosedUpgrade {
  readonly mirror: ClosedMirror
  /** The mirror's address for whoever is in no other network. */
  readonly address: string
  /** The image of the source. */
  readonly source: string
}

/** Makes both; the folder `out` of a folder of this machine is what the server has of artifacts. */
export async function prepareClosedUpgrade(
  session: Session,
  folder: string,
): Promise<ClosedUpgrade> {
  const artifacts = join(folder, 'out')
  await mkdir(artifacts)
  const root = await ensureDebianRoot(session, {suite: target.archive.sourceSuite, packages, log})
  const userspace = await buildUserspace(session, {target, requirements, log})
  const out = join(folder, 'openly')
  const {transaction} = await resolveOpenly(session, {root, out, userspaceImage: userspace.image})
  const toolbox = await listInstalled(session, await ensureToolbox(session, {log}))
  const {base} = planLayers(target, requirements)
  const mirror = await startClosedMirror(session, {
    image: await ensureServerImage(session, base),
    artifacts,
    packages: transaction.archives.map(one => `${one.package.replace(/:.*/, '')}=${one.version}`),
    installations: [userspace.packages.map(line => line.replace(/ .*/, '')), toolbox],
  })
  const address = await addressIn(session.engine, mirror.container, defaultNetwork)
  return {mirror, address, source: await makeSource(session, {root, mirror, address})}
}

/** What the upgrade of a source would be from the distribution itself. */
async function resolveOpenly(
  session: Session,
  {root, ...request}: {root: string; userspaceImage: string; out: string},
) {
  await using container = await session.start(root, {name: 'source'})
  const {resolution} = await resolveTransaction(session, {
    ...request,
    facts: await readContainerFacts(container),
    target,
    targetId: defaultTargetId,
    sourceChoices: [disabled],
  })
  return resolution
}

async function listInstalled(session: Session, image: string): Promise<readonly string[]> {
  await using container = await session.start(image, {name: 'list'})
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is dpkg-query's.
  const argv = ['dpkg-query', '--show', '--showformat', '${Package}\n']
  return (await container.exec(argv)).stdout.trim().split('\n')
}

/** A Debian 12 that has got a package of others from there. */
async function makeSource(
  session: Session,
  {root, mirror, address}: Pick<ClosedUpgrade, 'mirror' | 'address'> & {root: string},
): Promise<string> {
  const text = await readFile(new URL('closed-source.sh', import.meta.url), 'utf8')
  const script = `address='${address}'\nkey='${mirror.toolsKey.trim()}'\n${text}`
  return ensureRecipe(session, {from: root, layer: 'test-closed-source', script, log})
}

import {createReadStream} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {
  defaultConfig,
  file,
  type PlannedFile,
  program,
  type UpgradeTransaction,
} from '@livemode/config'
import {type Container, packFiles, type Session} from '@livemode/container'
import {readPackageFacts} from '@livemode/host'
import {ensureRuntime} from '@livemode/image'
import {type LiveHook, sourcePlaces} from '@livemode/live'
import {
  downloadPackages,
  packagesFolder,
  readTransaction,
  resolveTransaction,
} from '@livemode/transaction'
import {buildUserspace, ensureDebianRoot, planRequirements, targets} from '@livemode/userspace'
import {execa} from 'execa'
import {planUpgrade} from '../src/upgrade-plan.ts'
import {readHost, upgradeInput} from './planned.ts'

const target = targets['debian-13']
const targetId = 'debian-13'
const log = () => {}

/** A Debian 12, and all that its upgrade needs. */
export interface PreparedUpgrade extends AsyncDisposable {
  readonly session: Session
  /** The images of the source's root, and of the live system's. */
  readonly root: string
  readonly runtime: string
  /** The folder of the artifacts. */
  readonly out: string
  readonly transaction: UpgradeTransaction
}

/** Resolves and downloads the upgrade of a Debian 12 with these packages. */
export async function prepareUpgrade(
  session: Session,
  packages: readonly string[],
): Promise<PreparedUpgrade> {
  const requirements = planRequirements(target, defaultConfig)
  const userspace = await buildUserspace(session, {target, requirements, log})
  const node = {version: process.version, file: process.execPath}
  const runtime = await ensureRuntime(session, {userspace, node})
  const root = await ensureDebianRoot(session, {suite: 'bookworm', packages, log})
  const folder = await mkdtemp(join(tmpdir(), 'livemode-upgrade-'))
  const out = join(folder, 'out')
  const facts = await readFacts(session, {root, folder})
  const userspaceImage = userspace.image
  const {resolution} = await resolveTransaction(session, {
    userspaceImage,
    facts,
    target,
    targetId,
    out,
  })
  const {transaction} = resolution
  await downloadPackages(session, {userspaceImage, transaction, out})
  return {
    session,
    root,
    runtime,
    out,
    transaction,
    [Symbol.asyncDispose]: () => rm(folder, {recursive: true, force: true}),
  }
}

async function readFacts(session: Session, {root, folder}: {root: string; folder: string}) {
  await using container = await session.start(root, {name: 'source'})
  const archive = join(folder, 'facts.tar')
  const paths = ['etc/apt', 'etc/dpkg', 'etc/os-release', 'usr/lib/os-release', 'var/lib']
  await container.exec(['tar', '--create', '--file=/facts.tar', '--directory=/', ...paths])
  await container.copyFileTo('/facts.tar', archive)
  const tree = join(folder, 'source')
  await execa('mkdir', [tree])
  await execa('tar', ['--extract', '--directory', tree], {input: createReadStream(archive)})
  return readPackageFacts({root: tree})
}

/** What the administrator has run in the live system: the first one can be counted. */
const hooks: readonly LiveHook[] = [
  {
    moment: 'before-change',
    name: 'count',
    content:
      '#!/bin/sh\n. "$LIVEMODE_ROOT/etc/os-release" && echo "$ID $VERSION_ID" >>/run/before\n',
  },
  {moment: 'after-change', name: 'fails', content: '#!/bin/sh\nexit 3\n'},
]

/** The same at the first boot of the upgraded system. */
const sourceHooks = [
  {name: '10-tells', content: '#!/bin/sh\necho "$LIVEMODE_MOMENT $LIVEMODE_ROOT" >/run/told\n'},
  {name: '20-fails', content: '#!/bin/sh\nexit 4\n'},
  {name: '20-fails.dpkg-old', content: '#!/bin/sh\nexit 5\n'},
]

/** A live system with its source mounted, as far as a container can be one. */
export class LiveContainer {
  readonly #container: Container

  private constructor(container: Container) {
    this.#container = container
  }

  static async start({session, root, runtime, out}: PreparedUpgrade): Promise<LiveContainer> {
    const container = await session.start(runtime, {
      name: 'live',
      mounts: true,
      binds: {[packagesFolder(out)]: '/payload:ro'},
    })
    const live = new LiveContainer(container)
    const resolved = await readTransaction(out)
    const plan = planUpgrade({
      ...upgradeInput(readHost('debian-12-ext4')),
      engine: 'apt',
      hooks,
      transactionSha256: resolved?.sha256 ?? null,
    })
    await live.#put([...plan.image.files, ...plan.machine.files])
    const {sourceRoot} = plan.machine
    await live.shell(`mkdir -p ${sourceRoot}`)
    await using source = await session.create(root, {name: 'source'})
    await container.putTar(await source.exportRoot(), sourceRoot)
    const ids = JSON.parse(
      (await container.exec(['cat', '/etc/livemode/machine.json'])).stdout,
    ) as {installation: string}
    await live.#put([
      ...sourceHooks.map(({name, content}) =>
        program(`${sourceRoot}${sourcePlaces.hooks}/first-boot/${name}`, content),
      ),
      file(`${sourceRoot}${sourcePlaces.installation}`, `${ids.installation}\n`),
      file(`${sourceRoot}${sourcePlaces.noReboot}`, ''),
    ])
    await live.shell(
      `mkdir -p /sysroot/var/lib/leapp /sysroot/boot/livemode && cp -r /payload /sysroot${sourcePlaces.packages}`,
    )
    await live.boot()
    return live
  }

  async #put(files: readonly PlannedFile[]): Promise<void> {
    // The engine mounts its own files there.
    const mounted = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']
    const others = files.filter(({path}) => !mounted.includes(path))
    await this.#container.putTar(await packFiles(others, {modificationTime: new Date(0)}), '/')
  }

  /** Mounts the source as the live system does, with nothing of the boot before. */
  async boot(): Promise<void> {
    await this.shell(`
      rm -rf /run/livemode && mkdir -p /run/livemode
      root=$(readlink -f /sysroot)
      mountpoint -q "$root" || mount --bind "$root" "$root"
      mkdir -p "$root/boot/efi"
      mountpoint -q "$root/boot/efi" || mount -t tmpfs tmpfs "$root/boot/efi"`)
  }

  /** What a command line prints. */
  async shell(command: string): Promise<string> {
    return (await this.#container.exec(['sh', '-euc', command])).stdout
  }

  /** Runs the upgrade; gives its exit code and what it says. */
  async upgrade(): Promise<{readonly code: number; readonly lines: readonly string[]}> {
    const output = await this.shell(
      'code=0; /usr/lib/livemode/live.mjs upgrade >/run/out 2>&1 || code=$?; cat /run/out; echo "$code"',
    )
    const lines = output.trimEnd().split('\n')
    return {code: Number(lines.at(-1)), lines: lines.slice(0, -1)}
  }

  /** Runs the upgrade until it says something, and then kills every process at once. */
  async upgradeUntil(pattern: string): Promise<void> {
    const running = this.upgrade().catch(() => ({lines: []}))
    let isThere = false
    const ended = running.then(({lines}) => {
      const last = lines.slice(-20).join('\n')
      if (!isThere) throw new Error(`the upgrade has ended without ${pattern}:\n${last}`)
    })
    ended.catch(() => {})
    while (!isThere) {
      const said = this.shell(`grep -c -E '${pattern}' /run/out || true`)
      isThere = Number(await Promise.race([said, ended.then(() => '0')])) > 0
      if (!isThere) await Promise.race([setTimeout(200), ended])
    }
    await this.shell('kill -KILL -1').catch(() => {})
    await running
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#container[Symbol.asyncDispose]()
  }
}

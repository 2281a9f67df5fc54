import {readFile} from 'node:fs/promises'
import {basename, dirname} from 'node:path'
import {Readable} from 'node:stream'
import {setTimeout} from 'node:timers/promises'
import {file, type PlannedFile, program} from '@livemode/config'
import {type Container, packFiles} from '@livemode/container'
import {type EngineId, type LiveHook, places, sourcePlaces} from '@livemode/live'
import {packagesFolder, readTransaction} from '@livemode/transaction'
import {type TargetId, type TargetSources, targets} from '@livemode/userspace'
import {planUpgrade} from '../src/upgrade-plan.ts'
import {readHost, upgradeInput} from './planned.ts'
import type {PreparedUpgrade} from './prepared-upgrade.ts'

const diskProgram = '/usr/local/sbin/source-disk'
const disksFolder = '/disks'
const sourceEnvironment = [
  ...['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'LC_ALL=C.UTF-8'],
  'DEBIAN_FRONTEND=noninteractive',
]

export interface Upgraded {
  readonly code: number
  readonly lines: readonly string[]
  /** By the names of the phases. */
  readonly seconds: Readonly<Record<string, number>>
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

/** Of source-disk.sh. */
type DiskArguments = readonly [file: string, uuid: string, place: string]

/** How a run ends before its end: every process at once, or besides all that is not on the disk yet. */
export type Interruption = 'kill' | 'power'

type StartedUpgrade = Pick<PreparedUpgrade, 'session' | 'root' | 'runtime'> & {
  /** Where the packages lie; without it the source has none. */
  readonly out?: string
  /** See `StartOptions`. */
  readonly capabilities?: readonly string[]
  readonly targetId: TargetId
  readonly engine?: EngineId
  /** The target's package sources; else its own. */
  readonly sources?: TargetSources
  /** The Node of this machine that the live system has, where its image has none. */
  readonly node?: string
}

/** A live system with its source mounted, as far as a container can be one. */
export class LiveContainer {
  readonly #container: Container
  /** Undefined: the source is a folder of the container. */
  readonly #disk: DiskArguments | undefined

  private constructor(container: Container, disk: DiskArguments | undefined) {
    this.#container = container
    this.#disk = disk
  }

  /**
   * Starts one whose source is a folder of the container, or a disk: a file of this machine, which is made where it is
   * not there.
   */
  static async start(
    {
      targetId,
      session,
      root,
      runtime,
      out,
      engine = 'apt',
      sources,
      node,
      capabilities = [],
    }: StartedUpgrade,
    disk?: {readonly file: string; readonly isNew?: boolean},
  ): Promise<LiveContainer> {
    const resolved = out === undefined ? undefined : await readTransaction(out)
    const plan = planUpgrade({
      ...upgradeInput(readHost('debian-12-ext4')),
      target: targets[targetId],
      targetId,
      engine,
      ...(sources && {targetSources: sources}),
      hooks,
      transactionSha256: resolved?.sha256 ?? null,
    })
    const {sourceRoot, fstab} = plan.machine
    const device = fstab.mounts.find(({at}) => at === '/')?.device ?? ''
    const container = await session.start(runtime, {
      name: 'live',
      mounts: true,
      loopDevices: disk !== undefined,
      capabilities,
      binds: {
        ...(out === undefined ? {} : {[packagesFolder(out)]: '/payload:ro'}),
        ...(node === undefined ? {} : {[node]: `${places.node}:ro`}),
        ...(disk && {[dirname(disk.file)]: disksFolder}),
      },
    })
    const live = new LiveContainer(
      container,
      disk && [`${disksFolder}/${basename(disk.file)}`, device.replace('UUID=', ''), sourceRoot],
    )
    const text = await readFile(new URL('source-disk.sh', import.meta.url), 'utf8')
    await live.put([...plan.image.files, ...plan.machine.files, program(diskProgram, text)])
    await live.shell(`mkdir -p ${sourceRoot}`)
    if (disk?.isNew) await live.#runDisk('make')
    if (!disk || disk.isNew) {
      await using source = await session.create(root, {name: 'source'})
      await live.#extract(await source.exportRoot(), sourceRoot)
      const ids = JSON.parse(await live.shell('cat /etc/livemode/machine.json')) as {
        installation: string
      }
      await live.put([
        ...sourceHooks.map(({name, content}) =>
          program(`${sourceRoot}${sourcePlaces.hooks}/first-boot/${name}`, content),
        ),
        file(`${sourceRoot}${sourcePlaces.installation}`, `${ids.installation}\n`),
        file(`${sourceRoot}${sourcePlaces.noReboot}`, ''),
      ])
      await live.shell(`mkdir -p /sysroot${sourcePlaces.packages} /sysroot/boot/livemode
        [ ! -d /payload ] || cp -r /payload/transaction.json /payload/*/ /sysroot${sourcePlaces.packages}`)
    }
    await live.boot()
    return live
  }

  /** Writes files of the live system, and of its source below /sysroot. */
  async put(files: readonly PlannedFile[]): Promise<void> {
    // The engine mounts its own files there.
    const mounted = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']
    const others = files.filter(({path}) => !mounted.includes(path))
    await this.#extract(
      Readable.from([await packFiles(others, {modificationTime: new Date(0)})]),
      '/',
    )
  }

  /** By a program in the container, for the container's engine does not see what is mounted there. */
  async #extract(tar: Readable, folder: string): Promise<void> {
    const extract = [
      'tar',
      '--extract',
      '--exclude=.dockerenv',
      '--xattrs',
      '--xattrs-include=*',
      '--numeric-owner',
    ]
    await this.#container.exec([...extract, '--directory', folder], {input: tar})
  }

  async #runDisk(action: 'make' | 'mount' | 'cut' | 'unmount'): Promise<void> {
    if (this.#disk) await this.#container.exec([diskProgram, action, ...this.#disk])
  }

  /** Mounts the source as the live system does, with nothing of the boot before. */
  async boot(): Promise<void> {
    await this.#runDisk('mount')
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

  /** The same in the source itself, with what services and packages' scripts need there. */
  async shellInSource(command: string): Promise<string> {
    const root = (await this.shell('readlink -f /sysroot')).trim()
    const apart = ['unshare', '--mount', '--propagation=private']
    const own = ['env', '--ignore-environment', ...sourceEnvironment]
    const there = [`${places.library}/in-source-root`, root, ...own, 'chroot', root]
    const argv = [...apart, '--', ...there, 'sh', '-euc', command]
    return (await this.#container.exec(argv)).stdout
  }

  /** Runs the upgrade; gives its exit code, what it says, and how long each phase took. */
  async upgrade(): Promise<Upgraded> {
    const phases: {readonly name: string; readonly start: number}[] = []
    const {stdout} = await this.#container.exec(
      [...['sh', '-uc'], '{ /usr/lib/livemode/live.mjs upgrade 2>&1; echo "$?"; } | tee /run/out'],
      {
        onLine: line => {
          const [, name] = /^livemode: phase (\S+)$/.exec(line) ?? []
          if (name !== undefined) phases.push({name, start: performance.now()})
        },
      },
    )
    const end = performance.now()
    const lines = stdout.trimEnd().split('\n')
    const seconds = phases.map(({name, start}, index) => {
      const next = phases[index + 1]?.start ?? end
      return [name, Math.round((next - start) / 1000)] as const
    })
    return {
      code: Number(lines.at(-1)),
      lines: lines.slice(0, -1),
      seconds: Object.fromEntries(seconds),
    }
  }

  /** Runs the upgrade until it says something, and then kills every process at once. */
  async upgradeUntil(pattern: string): Promise<void> {
    const {ended} = await this.upgradeUntilThere(`grep -q -E '${pattern}' /run/out`)
    await this.interrupt('kill')
    await ended
  }

  /**
   * Runs the upgrade until a command line succeeds. The run goes on; what is given settles with its end, however that
   * comes.
   */
  async upgradeUntilThere(condition: string): Promise<{readonly ended: Promise<Upgraded>}> {
    const running = this.upgrade().catch(() => ({code: -1, lines: [], seconds: {}}))
    let isThere = false
    const early = running.then(({lines}) => {
      const last = lines.slice(-20).join('\n')
      if (!isThere) throw new Error(`the upgrade has ended without ${condition}:\n${last}`)
    })
    early.catch(() => {})
    while (!isThere) {
      const answer = this.shell(`if ${condition}; then echo there; fi`)
      isThere = (await Promise.race([answer, early.then(() => '')])) !== ''
      if (!isThere) await Promise.race([setTimeout(200), early])
    }
    return {ended: running}
  }

  /** Ends what runs there; after a loss of power the next boot finds what was on the disk. */
  async interrupt(how: Interruption): Promise<void> {
    if (how === 'power') await this.#runDisk('cut')
    await this.shell('kill -KILL -1').catch(() => {})
    if (how === 'power') await this.#runDisk('unmount')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#runDisk('unmount')
    } finally {
      await this.#container[Symbol.asyncDispose]()
    }
  }
}

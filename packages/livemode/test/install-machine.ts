import {createHash, randomBytes} from 'node:crypto'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Container, packFiles, type Session} from '@livemode/container'
import {fixture} from '@livemode/fixtures'
import {artifactNames, type Manifest, manifestName} from '@livemode/image'
import {ensureDebianRoot} from '@livemode/userspace'
import type {ExecutionContext, TestFn} from 'ava'
import {startSession} from './session.ts'

const packages = ['grub-efi-amd64-bin', 'grub2-common', 'systemd-boot', 'util-linux']

/**
 * Before those of a file, makes what they need, and takes it away behind them. Gives what starts a
 * machine, with whole artifacts at /media/artifacts, for one test.
 */
export function prepareInstallTests(test: TestFn) {
  let machines: Awaited<ReturnType<typeof prepareMachines>>
  let artifacts: string
  test.before(async () => {
    machines = await prepareMachines()
    artifacts = await makeArtifacts()
  })
  test.after.always(async () => {
    await machines?.session[Symbol.asyncDispose]()
    await discard(artifacts)
  })
  return async (t: ExecutionContext, binds: Readonly<Record<string, string>> = {}) => {
    const machine = await InstallMachine.start(machines, {
      [artifacts]: '/media/artifacts:ro',
      ...binds,
    })
    t.teardown(() => machine.container[Symbol.asyncDispose]())
    return machine
  }
}

/** A session, and the image of a Debian 12 with the tools of its boot loaders. */
async function prepareMachines() {
  const session = await startSession()
  const log = () => {}
  return {session, image: await ensureDebianRoot(session, {suite: 'bookworm', packages, log})}
}

/** A folder of artifacts as `build` leaves it, with something in the place of each. */
export async function makeArtifacts(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-artifacts-'))
  const {kernel, initramfs, squashfs} = artifactNames
  const make = async (name: string, size: number) => {
    const content = randomBytes(size)
    await writeFile(join(folder, name), content)
    return {size, sha256: createHash('sha256').update(content).digest('hex')}
  }
  const manifest: Manifest = {
    buildId: '0123456789abcdef',
    target: {id: 'debian-13', prettyName: 'Debian GNU/Linux 13 (trixie)'},
    artifacts: {
      [kernel]: await make(kernel, 300_000),
      [initramfs]: await make(initramfs, 5_000_000),
      [squashfs]: await make(squashfs, 20_000_000),
    },
    verity: {rootHash: 'ab'.repeat(32), hashOffset: 19_000_000},
    layers: {userspace: 'a', initramfs: 'b', squashfs: 'c'},
    userspace: {id: 'd', baseId: 'e', made: new Date().toISOString()},
    engines: ['probe'],
    deviceSupport: [],
    dracutModules: [],
    nodeVersion: process.version,
    kernelVersion: '6.12',
    dracutVersion: '106',
    tools: {},
    timings: {},
    packages: [],
  }
  await writeFile(join(folder, manifestName), JSON.stringify(manifest))
  return folder
}

const repository = join(import.meta.dirname, '../../..')
const compileCache = '/tmp/compile-cache'
const mounts = JSON.parse(fixture('hosts/debian-12-ext4.json')).mounts
const uuid = mounts[0].uuid

/** A container sees the disks of the machine that it runs on; these tell of another one. */
const stand: Readonly<Record<string, string>> = {
  '/usr/local/bin/findmnt': `cat <<'end'\n${JSON.stringify({filesystems: mounts})}\nend`,
  '/usr/local/bin/lsblk': `echo '{"blockdevices": []}'`,
  '/usr/sbin/grub-probe': `case "$*" in
*target=device*) echo /dev/vda2 ;;
*target=fs_uuid*) echo ${uuid} ;;
*target=fs*) echo ext2 ;;
*target=partmap*) echo msdos ;;
*target=compatibility_hint*) echo hd0,msdos2 ;;
*target=hints_string*) echo --hint-bios=hd0,msdos2 ;;
esac`,
}

const files: Readonly<Record<string, string>> = {
  '/etc/fstab': `UUID=${uuid} / ext4 defaults 0 1\n`,
  '/boot/vmlinuz-6.1.0-37-amd64': 'a kernel\n',
  '/boot/initrd.img-6.1.0-37-amd64': 'an initramfs\n',
}

/** Keeps its one entry in a file, as a copy of a default one that has more arguments than this boot; that is Leapp's where `leapps` is saved. */
export const grubby = `entry=/var/lib/grubby-entry
case $1 in
--default-kernel)
    case $(grub2-editenv /boot/grub2/grubenv list) in
    *saved_entry=leapps*) echo /boot/vmlinuz-upgrade.x86_64 ;;
    *) echo /boot/vmlinuz-6.1.0-37-amd64 ;;
    esac
    ;;
--remove-kernel) rm "$entry" ;;
--add-kernel)
    printf 'kernel="%s"\ninitrd="%s"\ntitle="%s"\nid="0123-upgrade"\n' "$2" "$4" "$6" >"$entry"
    echo "crashkernel=auto rhgb quiet $9" >"$entry.args"
    ;;
--update-kernel)
    for word in $4; do
        case $3 in
        --args) sed -i "s|$| $word|" "$entry.args" ;;
        --remove-args) sed -i "s|^| |;s|$| |;s| $word | |g" "$entry.args" ;;
        esac
    done
    ;;
--info) grep --quiet "^kernel=.$2.$" "$entry" && cat "$entry" && printf 'args="%s"\n' "$(cat "$entry.args")" ;;
esac`

export interface Answer {
  readonly code: number
  readonly lines: readonly string[]
}

/** A Debian 12 with a menu of GRUB's and an environment block, and what one does there. */
export class InstallMachine {
  readonly container: Container
  constructor(container: Container) {
    this.container = container
  }

  static async start(
    {session, image}: {session: Session; image: string},
    binds: Readonly<Record<string, string>>,
  ): Promise<InstallMachine> {
    const machine = new InstallMachine(
      await session.start(image, {
        name: 'test',
        binds: {
          [repository]: `${repository}:ro`,
          // Else each container would compile the whole command anew.
          ...(process.env.NODE_COMPILE_CACHE && {[process.env.NODE_COMPILE_CACHE]: compileCache}),
          ...binds,
        },
      }),
    )
    for (const [path, text] of Object.entries(files)) await machine.put(path, text)
    for (const [path, text] of Object.entries(stand)) await machine.putProgram(path, text)
    await machine.shell('mkdir -p /boot/grub; update-grub; grub-editenv - set saved_entry=a')
    return machine
  }

  async put(path: string, content: string, mode = '0644'): Promise<void> {
    const file = {type: 'file', path, content, mode, uid: 0, gid: 0} as const
    await this.container.putTar(await packFiles([file], {modificationTime: new Date(0)}), '/')
  }

  putProgram(path: string, script: string): Promise<void> {
    return this.put(path, `#!/bin/sh\n${script}\n`, '0755')
  }

  /** Runs a script; gives its exit code and what it said. */
  async shell(script: string): Promise<Answer> {
    const wrapped = `{ ${script}\n} 2>&1; echo "code $?"`
    const {stdout} = await this.container.exec(['sh', '-c', wrapped], {
      environment: {
        LEAPP_UNSUPPORTED: '1',
        PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        // The folder that stands for the EFI system partition is none.
        SYSTEMD_RELAX_ESP_CHECKS: '1',
        SYSTEMD_RELAX_XBOOTLDR_CHECKS: '1',
        NODE_COMPILE_CACHE: compileCache,
      },
    })
    const lines = stdout.trimEnd().split('\n')
    return {code: Number(lines.pop()?.replace('code ', '')), lines}
  }

  livemode(words: string, {before = ''}: {before?: string} = {}): Promise<Answer> {
    const node = join(repository, 'node_modules/.bin/node')
    const main = join(repository, 'packages/livemode/src/main.ts')
    return this.shell(`${before} ${node} ${main} ${words}`)
  }

  /** Every file and folder that an installation could touch, with its mode and content. */
  async tree(): Promise<readonly string[]> {
    const places = '/boot /efi /etc /var/lib /var/log /dev/shm'
    const {lines} = await this.shell(
      `find ${places} -printf '%y %m %U %p %l\\n' | sort -k 4; find ${places} -type f | sort | xargs sha256sum`,
    )
    return lines
  }
}

/** Takes a folder away when a test is over. */
export const discard = (folder: string) => rm(folder, {recursive: true, force: true})

import {file, program} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {type ImageVerity, verityFormat} from '@livemode/live'
import {ensureInitramfs} from '../src/build-initramfs.ts'
import {initramfsPath} from '../src/initramfs.ts'
import {planImage} from '../src/plan.ts'
import {squashfsPath} from '../src/squashfs.ts'
import {planVerity} from '../src/verity.ts'
import {inputWith} from './planned.ts'
import {putFiles, userspaceOf} from './session.ts'

const root = '/srv/root'

/** In the initramfs: an image with its hash tree. */
export const imagePath = '/opt/image'

const veritysetup = '/opt/veritysetup'
const hashOffset = 40_960

// What only a running machine can do is recorded. A restart ends all that was started here.
const recorders = {
  'usr/bin/systemctl': `case $* in
list-units*systemd-cryptsetup@*)
    [ ! -e /srv/unopened ] || cat /srv/unopened
    exit
    ;;
esac
echo "systemctl $*" >>/run/calls
case $* in
*reboot) kill -TERM 0 ;;
start*) [ ! -e /srv/repair ] || . /srv/repair ;;
esac`,
  'usr/sbin/dmsquash-live-root.dracut': 'echo "dmsquash-live-root $*" >>/run/calls',
  'usr/bin/mount': `for last; do :; done
case $* in
*remount*|*tmpfs*) echo "mount $*" >>/run/mounts ;;
*) cp -a /srv/disk/. "$last" ;;
esac`,
  'usr/bin/umount': 'echo "umount $*" >>/run/mounts',
  'usr/sbin/modprobe': ':',
  'usr/sbin/losetup': `for last; do :; done
case $1 in
--detach) rm /run/attached ;;
*) echo "$last" >/run/attached; echo /dev/loop7 ;;
esac`,
  // What comes of a mapping, without the kernel's: it can be read where the whole file is right.
  'usr/sbin/veritysetup': `image=/dev/mapper/livemode-image
case $1 in
open)
    echo "$*" >>/run/mappings
    for root_hash; do :; done
    file=$(cat /run/attached)
    offset=${String.raw`$(echo "$*" | sed 's/.*--hash-offset=\([0-9]*\).*/\1/')`}
    mkdir -p /dev/mapper
    if ${veritysetup} verify ${verityFormat.join(' ')} --hash-offset="$offset" \\
        --data-blocks=$((offset / 4096)) "$file" "$file" "$root_hash" 2>/dev/null; then
        cp "$file" "$image"
    else
        mkdir "$image"
    fi
    ;;
close) rm -r "$image" ;;
esac`,
  'usr/sbin/blkid': ':',
  // No kernel is computed with: which one it would be.
  'usr/bin/sha512hmac': `read -r _ name <"$2"
[ "$1" = -c ] && [ -e "$name" ] && echo "checked $PWD/$name" >>/run/calls`,
  'usr/bin/journalctl': 'echo "the journal"',
}

/** What no program writes: between what comes of a run. */
const end = '=== end ==='

// What a run may leave.
const changed = [
  'boot',
  'dev',
  'machine-part',
  'proc',
  'run',
  'srv',
  'sys',
  'sysroot',
  'tmp',
  // Where dracut has its hooks, by its version.
  'usr/lib/dracut/hooks/emergency/01-die.sh',
  'var/lib/dracut/hooks/emergency/01-die.sh',
]

/** The initramfs, unpacked, where its scripts can be run as far as no kernel is needed. */
export interface UnpackedInitramfs extends AsyncDisposable {
  /** What the image at `imagePath` is checked by. */
  readonly verity: ImageVerity
  /** Puts a file there; the path has no slash in front. */
  put(files: Readonly<Record<string, string>>): Promise<void>
  /** Its text; empty when there is none. */
  read(path: string): Promise<string>
  /** Runs a program of it, alone with this command line and these files; `sh` lines. */
  run(
    script: string,
    given: {cmdline: string; files?: Readonly<Record<string, string>>},
  ): Promise<InitramfsRun>
}

interface InitramfsRun {
  readonly output: string
  /** What the console shows. */
  readonly console: readonly string[]
  /** What was recorded. */
  readonly calls: readonly string[]
}

/** Makes the initramfs of the tests' target and unpacks it in a container. */
export async function unpackInitramfs(session: Session): Promise<UnpackedInitramfs> {
  const input = inputWith()
  const userspace = await userspaceOf(session, input)
  // With dracut's module for FIPS mode, too; the kernel here has no HMAC.
  const planned = planImage({...input, target: {...input.target, kernelHmac: true}})
  const plan = {...planned, bootContent: planImage(input).bootContent}
  await ensureInitramfs(session, {plan, userspace, log: () => {}})
  const container = await session.start(plan.initramfs.layer, {name: 'test'})
  const sh = shell(container)
  await sh(`mkdir ${root} && cd ${root} && lsinitrd --unpack ${initramfsPath}`)
  await sh(`mkdir -p ${root}/opt && cp ${root}/usr/sbin/veritysetup ${root}${veritysetup}
    yes | head -c ${hashOffset} >${root}${imagePath}`)
  const formatted = await sh(
    planVerity(`${hashOffset}`).join(' ').replaceAll(squashfsPath, `${root}${imagePath}`),
  )
  const rootHash = /Root hash:\s*(\w+)/.exec(formatted)?.[1] ?? ''

  const put: UnpackedInitramfs['put'] = files =>
    putFiles(
      container,
      Object.entries(files).map(([path, text]) => file(`${root}/${path}`, text)),
    )
  const read = (path: string) => sh(`cat ${root}/${path} 2>/dev/null || :`)
  return {
    verity: {rootHash, hashOffset},
    put,
    read,
    async run(script, {cmdline, files = {}}) {
      const programs = {...recorders, 'srv/script': script}
      await sh(`cd ${root} && rm -rf ${[...changed, ...Object.keys(programs)].join(' ')}
        mkdir -p dev run tmp srv/disk; mknod dev/random c 1 8; mknod dev/urandom c 1 9`)
      const texts = {'proc/cmdline': `${cmdline}\n`, ...files}
      await putFiles(container, [
        ...Object.entries(texts).map(([path, text]) => file(`${root}/${path}`, text)),
        ...Object.entries(programs).map(([path, text]) =>
          program(`${root}/${path}`, `#!/bin/sh\n${text}\n`),
        ),
      ])
      const ran = await sh(`timeout 60 setsid --wait chroot ${root} /srv/script 2>&1 || :
        for recorded in dev/kmsg run/calls; do printf '${end}'; cat ${root}/$recorded 2>/dev/null; done; :`)
      const [output = '', console = '', calls = ''] = ran.split(end)
      const linesOf = (text: string) => text.split('\n').slice(0, -1)
      return {output: output.trimEnd(), console: linesOf(console), calls: linesOf(calls)}
    },
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  }
}

const shell = (container: Container) => async (script: string) =>
  (await container.exec(['sh', '-c', script])).stdout

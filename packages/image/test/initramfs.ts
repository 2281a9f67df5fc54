import {file, program} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {ensureInitramfs} from '../src/build-initramfs.ts'
import {initramfsPath} from '../src/initramfs.ts'
import {planImage} from '../src/plan.ts'
import {inputWith} from './planned.ts'
import {putFiles, userspaceOf} from './session.ts'

const root = '/srv/root'

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
  'usr/bin/mount': 'for last; do :; done; cp -a /srv/disk/. "$last"',
  'usr/bin/umount': ':',
  'usr/sbin/blkid': ':',
  'usr/bin/journalctl': 'echo "the journal"',
}

// What a run may leave.
const changed = [
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
  const plan = planImage(input)
  const userspace = await userspaceOf(session, input)
  await ensureInitramfs(session, {plan, userspace, log: () => {}})
  const container = await session.start(plan.initramfs.layer, {name: 'test'})
  const sh = shell(container)
  await sh(`mkdir ${root} && cd ${root} && lsinitrd --unpack ${initramfsPath}`)

  const put: UnpackedInitramfs['put'] = files =>
    putFiles(
      container,
      Object.entries(files).map(([path, text]) => file(`${root}/${path}`, text)),
    )
  const read = (path: string) => sh(`cat ${root}/${path} 2>/dev/null || :`)
  return {
    put,
    read,
    async run(script, {cmdline, files = {}}) {
      await sh(`cd ${root} && rm -rf ${changed.join(' ')} && mkdir -p dev run tmp srv/disk`)
      const programs = Object.entries(recorders)
      await sh(programs.map(([path]) => `rm -f ${root}/${path}`).join('; '))
      await putFiles(
        container,
        programs.map(([path, text]) => program(`${root}/${path}`, `#!/bin/sh\n${text}\n`)),
      )
      await put({'proc/cmdline': `${cmdline}\n`, ...files})
      await putFiles(container, [program(`${root}/srv/script`, `#!/bin/sh\n${script}\n`)])
      const output = await sh(`timeout 60 setsid --wait chroot ${root} /srv/script 2>&1 || :`)
      const lines = async (path: string) => (await read(path)).split('\n').slice(0, -1)
      return {
        output: output.trimEnd(),
        console: await lines('dev/kmsg'),
        calls: await lines('run/calls'),
      }
    },
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  }
}

const shell = (container: Container) => async (script: string) =>
  (await container.exec(['sh', '-c', script])).stdout

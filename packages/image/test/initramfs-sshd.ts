import {file} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {fixture} from '@livemode/fixtures'
import {makeHostKey, type PublicHostKey, places, renderMachineArchive} from '@livemode/live'
import {ensureInitramfs} from '../src/build-initramfs.ts'
import {initramfsPath} from '../src/initramfs.ts'
import {planImage} from '../src/plan.ts'
import {inputWith} from './planned.ts'
import {putFiles, userspaceOf} from './session.ts'

const root = '/srv/root'
const known = '/srv/known_hosts'

/** In the container: a key that is let in, and one that is not. */
export const keys = {own: '/srv/own', other: '/srv/other'} as const

/** What the image was built with. */
export const authorizedKeys = fixture('authorized-keys/one')

/** The initramfs with its sshd at work, and a client beside it. */
export interface ReachedInitramfs extends AsyncDisposable {
  readonly hostKey: PublicHostKey
  /** The keys that it was built with; those of the tests have taken their place. */
  readonly builtKeys: string
  /** Runs lines of shell beside it; `$root` is where it lies, `$ssh` is the client with the key that is let in. */
  sh(script: string): Promise<string>
  /** Has the initramfs run this shell, and waits until it asks for something; gives the end of its run. */
  ask(script: string): Promise<{readonly end: Promise<string>}>
}

const client = `ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=${known} -o IdentitiesOnly=yes -o LogLevel=INFO`

/** Makes the initramfs with sshd in it, and starts that as its unit does. */
export async function reachInitramfs(session: Session): Promise<ReachedInitramfs> {
  const settings = {setup_opensshd_with_auth_keys: '/keys', passphrase_timeout: 60}
  const input = inputWith(settings, {authorizedKeys})
  const plan = planImage(input)
  const userspace = await userspaceOf(session, input)
  await ensureInitramfs(session, {plan, userspace, log: () => {}})
  const container = await session.start(plan.initramfs.layer, {name: 'test', mounts: true})
  const sh = shell(container)
  const hostKey = makeHostKey()
  await sh(`mkdir $root && cd $root && lsinitrd --unpack ${initramfsPath}`)
  const archive = renderMachineArchive([], {
    initramfs: [file(places.initramfsHostKey, hostKey.pem, '0600')],
  })
  await putFiles(container, [
    file(known, `127.0.0.1 ${hostKey.public.key}\n`),
    file('/srv/archive', archive.toString('latin1')),
  ])
  const builtKeys = await sh('cat $root/etc/livemode-sshd/authorized_keys')
  // As the kernel unpacks what follows an initramfs, and as systemd mounts.
  await sh(`cd $root && cpio --quiet -idu </srv/archive
    mkdir -p dev proc run && mount --rbind /dev dev && mount --rbind /proc proc
    mkdir -p run/sshd run/systemd/ask-password
    for key in ${Object.values(keys).join(' ')}; do ssh-keygen -q -t ed25519 -N '' -f $key; done
    cp ${keys.own}.pub etc/livemode-sshd/authorized_keys
    start=$(sed -n 's/^ExecStart=//p' usr/lib/systemd/system/livemode-sshd.service)
    setsid chroot . $start >/srv/log 2>&1 </dev/null &
    until ssh-keyscan 127.0.0.1 2>/dev/null | grep -q .; do kill -0 $! || { cat /srv/log; exit 1; }; sleep 0.2; done`)
  return {
    hostKey: hostKey.public,
    builtKeys,
    sh,
    async ask(script) {
      const end = sh(`chroot $root sh -c '${script}'`)
      await sh('until ls $root/run/systemd/ask-password/ask.* >/dev/null 2>&1; do sleep 0.2; done')
      return {end}
    },
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  }
}

const shell = (container: Container) => async (script: string) => {
  const variables = `root=${root}; ssh='${client} -i ${keys.own} root@127.0.0.1'`
  return (await container.exec(['sh', '-c', `${variables}\n${script}`])).stdout
}

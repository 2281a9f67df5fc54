// sshd has the host keys of the source, and fresh ones where the source has none.
import type {Container, Session} from '@livemode/container'
import test from 'ava'
import {inputWith} from '../test/planned.ts'
import {putFiles, runtimeOf, startSession} from '../test/session.ts'
import {planImage} from './plan.ts'

const input = inputWith(
  {setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys'},
  {authorizedKeys: 'ssh-ed25519 AAAA root@example\n'},
)

let session: Session
let image: string

test.before(async () => {
  session = await startSession()
  image = await runtimeOf(session, input)
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

async function startLive(): Promise<Container> {
  const live = await session.start(image, {name: 'test'})
  await putFiles(live, planImage(input).files)
  // As in the image, and as sshd's service makes it.
  const prepare =
    'rm -f /etc/ssh/ssh_host_*; mkdir -p /run/sshd "$(readlink --canonicalize-missing /sysroot)/etc/ssh"'
  await live.exec(['sh', '-c', prepare])
  return live
}

const takeOver = ['/usr/lib/livemode/live.mjs', 'ssh-host-keys']
const read = async (live: Container, path: string) => (await live.exec(['cat', path])).stdout

test("sshd accepts the source's keys, and ssh-keygen adds those that are missing", async t => {
  await using live = await startLive()
  const key = '/sysroot/etc/ssh/ssh_host_ed25519_key'
  await live.exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'the source', '-f', key])
  await live.exec(takeOver)
  t.regex(await read(live, '/etc/ssh/ssh_host_ed25519_key.pub'), / the source$/m)
  t.notRegex(await read(live, '/etc/ssh/ssh_host_rsa_key.pub'), /the source/)
})

test('a configuration that sshd refuses is said', async t => {
  await using live = await startLive()
  await live.exec(['sh', '-c', 'echo Nonsense yes >>/etc/ssh/sshd_config'])
  const {stdout} = await live.exec(['sh', '-c', `${takeOver.join(' ')} 2>&1; echo "code $?"`])
  t.regex(stdout, /^livemode: .*Nonsense/m)
  t.regex(stdout, /^livemode: sshd -t exited with code 255\ncode 1\n/m)
})

// Host keys are taken from the source system when the live system starts.
import type {Container, Session} from '@livemode/container'
import test from 'ava'
import {access} from './parts/access.ts'
import {program, shipped} from './parts/part.ts'
import {inputWith} from './planned.ts'
import {putFiles, startSession, userspaceOf} from './test-session.ts'

const input = inputWith(
  {setup_opensshd_with_auth_keys: '/root/.ssh/authorized_keys'},
  {authorizedKeys: 'ssh-ed25519 AAAA root@example\n'},
)
const programs = access(input.config, {
  authorizedKeys: input.authorizedKeys,
  sshdUnit: input.target.sshdUnit,
}).filter(({path}) => path.startsWith('/usr/lib/livemode/'))

let session: Session
let image: string

test.before(async () => {
  session = await startSession()
  ;({image} = await userspaceOf(session, input))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

async function startLive(): Promise<Container> {
  const live = await session.start(image, {name: 'test'})
  await putFiles(live, programs)
  await putFiles(live, [program('/usr/lib/livemode/in-source', shipped('in-source'))])
  // As in the image, and as sshd's service makes it.
  await live.exec(['sh', '-c', 'rm -f /etc/ssh/ssh_host_*; mkdir -p /run/sshd /sysroot/etc/ssh'])
  return live
}

const read = async (live: Container, path: string) => (await live.exec(['cat', path])).stdout
const modes = async (live: Container, ...paths: string[]) =>
  (await live.exec(['stat', '--format=%a %n', ...paths])).stdout.trimEnd().split('\n')

test("sshd answers with the source's own keys, and with fresh ones where it has none", async t => {
  await using live = await startLive()
  const key = '/sysroot/etc/ssh/ssh_host_ed25519_key'
  await live.exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'the source', '-f', key])
  await live.exec(['/usr/lib/livemode/ssh-host-keys'])
  for (const name of ['ssh_host_ed25519_key', 'ssh_host_ed25519_key.pub']) {
    t.is(await read(live, `/etc/ssh/${name}`), await read(live, `/sysroot/etc/ssh/${name}`))
  }
  t.deepEqual(await modes(live, '/etc/ssh/ssh_host_ed25519_key', '/etc/ssh/ssh_host_rsa_key'), [
    '600 /etc/ssh/ssh_host_ed25519_key',
    '600 /etc/ssh/ssh_host_rsa_key',
  ])
  t.notRegex(await read(live, '/etc/ssh/ssh_host_rsa_key.pub'), /the source/)
})

test('a key may be a link of the source', async t => {
  await using live = await startLive()
  const make = [
    'mkdir -p /sysroot/persist && cd /sysroot',
    'cp --parents -L $(which readlink) $(ldd $(which readlink) | grep -o "/[^ ]*") .',
    'ssh-keygen -q -t ed25519 -N "" -C linked -f persist/key',
    'ln -s /persist/key etc/ssh/ssh_host_ed25519_key',
    'ln -s /persist/key.pub etc/ssh/ssh_host_ed25519_key.pub',
  ].join(' && ')
  await live.exec(['sh', '-c', make])
  await live.exec(['/usr/lib/livemode/ssh-host-keys'])
  t.regex(await read(live, '/etc/ssh/ssh_host_ed25519_key.pub'), / linked$/m)
  t.deepEqual(await modes(live, '/etc/ssh/ssh_host_ed25519_key'), [
    '600 /etc/ssh/ssh_host_ed25519_key',
  ])
})

test('a source without keys gets fresh ones', async t => {
  await using live = await startLive()
  await live.exec(['/usr/lib/livemode/ssh-host-keys'])
  t.regex(await read(live, '/etc/ssh/ssh_host_ed25519_key.pub'), /^ssh-ed25519 /)
})

test('a configuration that sshd refuses is said', async t => {
  await using live = await startLive()
  await live.exec(['sh', '-c', 'echo Nonsense yes >>/etc/ssh/sshd_config'])
  await t.throwsAsync(live.exec(['/usr/lib/livemode/ssh-host-keys']), {
    message: /^\/usr\/lib\/livemode\/ssh-host-keys exited with code 255\n(.*\n)*.*Nonsense/,
  })
})

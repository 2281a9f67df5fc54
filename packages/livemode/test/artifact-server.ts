import {execFile} from 'node:child_process'
import {mkdtemp, readFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {type Container, packFiles} from '@livemode/container'
import {manifestName, signatureName} from '@livemode/image'
import {ensureDebianRoot} from '@livemode/userspace'
import type {TestFn} from 'ava'
import {discard, makeArtifacts} from './install-machine.ts'
import {startSession} from './session.ts'

const configuration = `user root;
pid /run/nginx.pid;
events {}
http {
    log_format bytes '$request_uri $status $body_bytes_sent';
    access_log /var/log/bytes bytes;
    server {
        listen 80;
        root /srv;
        location /slow/ {
            alias /srv/good/;
            limit_rate 2m;
        }
        location /stuck/ {
            alias /srv/good/;
            limit_rate_after 8m;
            limit_rate 1k;
        }
    }
}
`

/** What is served: artifacts that are in order, and such that are not. */
const folders = `
set -e
rm -rf /srv
mkdir /srv
for name in good signed other changed flipped page
do cp -r /artifacts /srv/$name; done
cp /signatures/good /srv/signed/${signatureName}
cp /signatures/good /srv/changed/${signatureName}
cp /signatures/other /srv/other/${signatureName}
sed -i 's/"6.12"/"6.13"/' /srv/changed/${manifestName}
printf '\\001' | dd of=/srv/flipped/live-upgrade.img bs=1 seek=12345678 conv=notrunc status=none
echo '<!DOCTYPE html><title>Sign in</title>' >/srv/page/${manifestName}
nginx
`

/** Where artifacts are fetched to on a machine. */
export const out = '/var/lib/fetched'

/** What `livemode` is told to install them from there. */
export const install = (from: string, more = ''): string =>
  `install --engine probe --out ${out} --from ${from} ${more}`

/** How large the image is that is served. */
export const imageBytes = 20_000_000

/** What `livemode remove` says of it at the end. */
export const gone = 'image 0123456789abcdef is removed'

const run = promisify(execFile)

/** A web server with artifacts, in a container, and the keys that they are signed with. */
export interface ArtifactServer {
  readonly url: string
  /** The armored public keys. */
  readonly keys: Readonly<Record<'good' | 'other', string>>
  readonly shell: (script: string) => Promise<readonly string[]>
}

/** Before the tests of a file, makes such a server, and takes it away behind them. */
export function prepareArtifactServer(test: TestFn): () => ArtifactServer {
  const stack = new AsyncDisposableStack()
  let server: ArtifactServer
  test.before(async () => {
    const session = stack.use(await startSession())
    const artifacts = await makeArtifacts()
    stack.defer(() => discard(artifacts))
    const signed = await signArtifacts(artifacts, stack)
    const packages = ['nginx-light']
    const log = () => {}
    const image = await ensureDebianRoot(session, {suite: 'bookworm', packages, log})
    const container = await session.start(image, {
      name: 'server',
      binds: {[artifacts]: '/artifacts:ro', [signed.folder]: '/signatures:ro'},
    })
    server = await startServer(container, signed.keys)
  })
  test.after.always(() => stack.disposeAsync())
  return () => server
}

async function startServer(
  container: Container,
  keys: ArtifactServer['keys'],
): Promise<ArtifactServer> {
  const file = {type: 'file', mode: '0644', uid: 0, gid: 0} as const
  const files = [{...file, path: '/etc/nginx/nginx.conf', content: configuration}]
  await container.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')
  const shell = async (script: string) =>
    (await container.exec(['sh', '-c', script])).stdout.trimEnd().split('\n')
  await shell(folders)
  const [address] = await shell('hostname -i')
  return {url: `http://${address}`, keys, shell}
}

/** Signs a manifest with two keys of a keyring that is gone afterwards. */
async function signArtifacts(artifacts: string, stack: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-signatures-'))
  stack.defer(() => discard(folder))
  const environment = {PATH: process.env.PATH, HOME: folder, GNUPGHOME: folder}
  stack.defer(async () => {
    await run('gpgconf', ['--kill', 'all'], {env: environment})
  })
  const gpg = (...argv: readonly string[]) =>
    run('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', ...argv], {
      env: environment,
    })
  const sign = async (name: string) => {
    await gpg('--quick-gen-key', name, 'nistp256', 'sign', 'never')
    const output = ['--armor', '--output', join(folder, name)]
    await gpg('--local-user', name, ...output, '--detach-sign', join(artifacts, manifestName))
    await gpg('--armor', '--output', join(folder, `${name}.pub`), '--export', name)
    return readFile(join(folder, `${name}.pub`), 'utf8')
  }
  return {folder, keys: {good: await sign('good'), other: await sign('other')}}
}

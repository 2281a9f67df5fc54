// What a machine with rpm is asked about its packages, of a real rpm: what they are signed by, and whether a configuration was changed.
import {hostname} from 'node:os'
import {connectEngine, Session} from '@livemode/container'
import {isChanged, packagesQuery, parsePackages} from '@livemode/host'
import test from 'ava'
import {ensureRpmServerImage} from '../test/package-servers.ts'
import {ensureBase} from './families/debian/base.ts'
import {defaultTargetId, targets} from './targets/index.ts'

let session: Session
let image: string

test.before(async () => {
  const {signal} = new AbortController()
  session = new Session(await connectEngine(process.env), {
    owner: {hostname: hostname(), pid: process.pid},
    signal,
  })
  const base = await ensureBase(session, {...targets[defaultTargetId].base, log: () => {}})
  image = await ensureRpmServerImage(session, base)
})
test.after.always(() => session?.[Symbol.asyncDispose]())

/** Makes packages that each have another signature, and installs them. */
const script = `
export GPG_TTY=none GNUPGHOME=/root/keys
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-gen-key me@example.org rsa2048 sign never
mkdir -p /root/rpms
make() {
    printf '%s\\n' "Name: $1" 'Version: 1' 'Release: 1' 'Summary: x' 'License: none' 'BuildArch: noarch' \\
        '%description' x '%install' "mkdir -p %{buildroot}/etc/$1" "echo a >%{buildroot}/etc/$1/main" \\
        "echo a >%{buildroot}/etc/$1/other" '%files' "%config(noreplace) /etc/$1/main" \\
        "%config(noreplace) /etc/$1/other" >"/root/$1.spec"
    rpmbuild --quiet --define '_rpmdir /root/rpms' --define '_rpmfilename %{name}.rpm' -bb "/root/$1.spec"
}
sign() {
    rpmsign --define '_gpg_name me@example.org' --define "_gpg_path $GNUPGHOME" \\
        --define "_gpg_digest_algo $2" --addsign "/root/rpms/$1.rpm"
}
for name in unsigned old new some-rhui-client; do make "$name"; done
sign old sha1
sign new sha256
sign some-rhui-client sha256
rpm --install --nosignature --nodeps /root/rpms/*.rpm
echo b >/etc/old/main
touch --date=2001-01-01 /etc/old/other
`

test('rpm is asked', async t => {
  await using container = await session.start(image, {name: 'rpm-queries'})
  await container.exec(['sh', '-euc', script])
  const {stdout} = await container.exec(['rpm', ...packagesQuery])
  t.regex(stdout, /^unsigned\t$/m)
  t.deepEqual(parsePackages(stdout), {
    weaklySigned: {count: 1, examples: ['old']},
    rhuiClients: ['some-rhui-client'],
  })
  // It fails where something differs.
  const {stdout: verified} = await container.exec([
    ...['sh', '-euc', '"$@" || :', 'sh', 'rpm', '--verify', '--nodeps', 'old'],
  ])
  t.regex(verified, /\/etc\/old\/other$/m)
  t.true(isChanged(verified, '/etc/old/main'))
  t.false(isChanged(verified, '/etc/old/other'))
})

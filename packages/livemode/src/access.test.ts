// How package sources are reached is read from files of their kind alone; passwords from one that nobody else can read.
import {chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {rootCertificates} from 'node:tls'
import {LivemodeError, parseConfigFiles} from '@livemode/config'
import test from 'ava'
import {readAccess} from './access.ts'

const folder = mkdtempSync(join(tmpdir(), 'livemode-access-'))
test.after.always(() => rmSync(folder, {recursive: true}))

const file = (name: string, content: string, mode = 0o600): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

/** Without any apt of this machine's. */
const environment = {PATH: '/nonexistent', http_proxy: 'http://environment.example.org:3128'}

const read = (settings: Readonly<Record<string, string>>) => {
  const text = Object.entries(settings).map(([name, value]) => `${name}: ${value}\n`)
  return readAccess(parseConfigFiles([{file: 'livemode.yaml', text: text.join('')}]), environment)
}

const entry = 'machine mirror.example.org login me password word\n'

test('all of it', async t => {
  const certificates = `${rootCertificates.slice(0, 2).join('\n')}\n`
  const access = await read({
    http_proxy: 'http://proxy.example.org:3128',
    ca_certificates: file('ca.pem', certificates, 0o644),
    apt_auth: file('auth.conf', entry),
  })
  t.deepEqual(access, {
    acquire: [{name: 'Acquire::http::Proxy', value: 'http://proxy.example.org:3128'}],
    noProxy: null,
    caCertificates: certificates,
    auth: entry,
  })
})

test('without settings, as the environment says', async t => {
  const {acquire} = await read({})
  t.deepEqual(acquire, [
    {name: 'Acquire::http::Proxy', value: 'http://environment.example.org:3128'},
  ])
})

const openFile = 'others than root can read or change it: chown root, chmod 600'
const refusals: Readonly<
  Record<string, readonly [setting: string, path: () => string, why: string]>
> = {
  'a file with passwords that its group can read': [
    'apt_auth',
    () => file('group.conf', entry, 0o640),
    openFile,
  ],
  'one that everybody can write': ['apt_auth', () => file('all.conf', entry, 0o602), openFile],
  'one behind a link': [
    'apt_auth',
    () => {
      symlinkSync(file('linked.conf', entry, 0o644), join(folder, 'link.conf'))
      return join(folder, 'link.conf')
    },
    openFile,
  ],
  'one that is not there': ['apt_auth', () => join(folder, 'none.conf'), 'there is no such file'],
  'a folder': ['apt_auth', () => folder, 'it is no file'],
  'one without a machine': [
    'apt_auth',
    () => file('empty.conf', '# nothing\n'),
    'it has no "machine HOST login USER …"',
  ],
  'no certificate': ['ca_certificates', () => file('no.pem', 'CA\n'), 'it holds no certificate'],
  'a certificate that is cut': [
    'ca_certificates',
    () =>
      file('cut.pem', `${rootCertificates[0]}\n${rootCertificates[1]?.replace(/\n.*\n/, '\n')}\n`),
    'its certificate 2 cannot be read',
  ],
  'a private key': [
    'ca_certificates',
    () => file('key.pem', '-----BEGIN PRIVATE KEY-----\n'),
    'it has a private key in it, which must not leave its owner',
  ],
}

for (const [what, [setting, pathOf, why]] of Object.entries(refusals)) {
  test(`refused: ${what}`, async t => {
    const path = pathOf()
    const error = await t.throwsAsync(read({[setting]: path}), {instanceOf: LivemodeError})
    t.is(error?.code, 'CONFIG_INVALID')
    t.is(error?.message.split('\n')[0], `livemode.yaml:1:1: ${setting}: ${path}: ${why}`)
    t.false(error?.message.includes('word'))
  })
}

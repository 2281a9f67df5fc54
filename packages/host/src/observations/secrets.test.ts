// Secrets of many kinds are put into a root, and not one of them is in what was read of it.
import {execFileSync} from 'node:child_process'
import {generateKeyPairSync, randomBytes, randomUUID} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {makeRoot} from '../../test/root.ts'
import {readSourceState} from './read.ts'

/** Words that nobody would find by their looks, and some that one could. */
const word = (index: number) => `hunter${index}plain`

function opensshKey(type: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'livemode-key-'))
  const file = join(folder, 'key')
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file])
  const pem = readFileSync(file, 'utf8')
  rmSync(folder, {recursive: true})
  return pem
}

const pkcs8 = (type: 'rsa' | 'ed25519') =>
  (type === 'rsa'
    ? generateKeyPairSync('rsa', {modulusLength: 2048})
    : generateKeyPairSync('ed25519')
  ).privateKey
    .export({type: 'pkcs8', format: 'pem'})
    .toString()

/** A line in the middle of a key: what nobody else has. */
const bodyOf = (pem: string) => pem.split('\n').slice(1, -2)

test('no secret is taken', async t => {
  const keys = {
    ed25519: opensshKey('ed25519'),
    ecdsa: opensshKey('ecdsa'),
    tls: pkcs8('rsa'),
    apt: pkcs8('ed25519'),
    inline: pkcs8('ed25519'),
    cut: pkcs8('rsa').slice(0, 400),
  }
  const hashes = [
    '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/',
    '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7',
    '$apr1$x7zgkHlN$0n1sYNFrYYd3ZdVXZAtqC1',
  ]
  const token = randomBytes(24).toString('base64')
  const hexadecimal = randomBytes(20).toString('hex')
  const uuid = randomUUID()
  // One may begin as a path does.
  const tsig = `/${randomBytes(32).toString('base64').slice(1)}`
  const root = makeRoot(t, {
    files: {
      '/var/lib/dpkg/status': '',
      '/etc/apt/sources.list.d/x.sources': `Signed-By:\n${keys.apt}`,
      '/etc/passwd': `root:${hashes[0]}:0:0:${word(1)}:/root:/bin/bash\n`,
      '/etc/shadow': `root:${hashes[1]}:1::::::\n`,
      '/etc/group': `wheel:${word(2)}:10:root\n`,
      '/etc/ssh/sshd_config': `# admin: ${word(3)}\nInclude /etc/ssh/sshd_config.d/*.conf\nPort 22 # ${word(4)}\nSetEnv API=${word(5)} B=${word(6)}\n`,
      '/etc/ssh/sshd_config.d/a.conf': `HostKey /etc/ssh/own_key\n`,
      '/etc/ssh/own_key': keys.ecdsa,
      '/etc/ssh/ssh_host_ed25519_key': keys.ed25519,
      '/etc/nginx/nginx.conf': `http {
  include /etc/nginx/conf.d/*.conf;
  include sites/one;
  proxy_set_header Authorization "Basic ${word(10)}"; proxy_set_header X-Api-Key ${word(11)};
  fastcgi_param DB_PASSWORD '${word(12)};x';
  set $backend_token "${word(13)}";
  set $long "${token}"; set $other '${hexadecimal}';
  add_header X-Debug "${word(14)} $host" always;
  return 200 "${word(15)}";
}
env DATABASE_URL=postgres://u:${word(16)}@db/x;
`,
      '/etc/nginx/conf.d/a.conf': `map $http_x_key $client { "${word(17)}" one; ${word(18)} two; default ""; }
if ($arg_key != "${word(19)}") { return 403; }
proxy_pass http://user:${word(20)}@backend/;
some_secret ${word(21)};
unknown_setting ${uuid};
`,
      '/etc/nginx/sites/one': `ssl_certificate_key /etc/ssl/private/site.pem;\nssl_certificate_key tls/cut.pem;\nauth_basic_user_file /etc/nginx/htpasswd;\nssl_password_file /etc/nginx/pass;\n`,
      '/etc/nginx/htpasswd': `me:${hashes[2]}\n`,
      '/etc/nginx/pass': `${word(22)}\n`,
      '/etc/nginx/unused.bak': `password ${word(23)};\n`,
      '/etc/nginx/tls/cut.pem': keys.cut,
      '/etc/ssl/private/site.pem': `Bag Attributes: ${word(24)}\n${keys.tls}`,
      '/etc/dovecot/dovecot.conf': `!include_try local.conf\ndoveadm_password = ${word(30)} and more\nssl_key = <private.pem\npassdb {\n args = host=x user=y password=${word(31)}\n}\nauth_x = {PLAIN}${word(32)}\n${keys.inline}\n`,
      '/etc/dovecot/private.pem': keys.tls,
      '/etc/dovecot/dovecot-sql.conf.ext': `connect = password=${word(33)}\n`,
      '/etc/php/8.2/fpm/php-fpm.conf': `include=/etc/php/8.2/fpm/pool.d/*.conf\n`,
      '/etc/php/8.2/fpm/pool.d/www.conf': `env[SECRET] = ${word(40)} with ${word(41)}\nphp_admin_value[mysqli.default_pw] = ${word(42)}\n; ${word(43)}\n`,
      '/etc/sudoers': `Defaults env_keep += "X"\n@includedir /etc/sudoers.d\nme ALL=(ALL) NOPASSWD: /usr/bin/x --password=${word(50)}\n`,
      '/etc/sudoers.d/a': `# ${word(51)}\n`,
      '/etc/bind/named.conf': `key "k" { algorithm hmac-sha256; secret "${tsig}"; }; /* ${word(60)}\n${word(61)} */\n// ${word(62)}\n`,
      '/var/cache/debconf/config.dat': `Name: grub-pc/install_devices\nValue: /dev/vda\n\nName: mysql/password\nValue: ${word(70)}\n`,
      '/root/.ssh/authorized_keys': `command="${word(80)}" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA ${word(81)}\n`,
    },
  })
  const {facts, observations} = await readSourceState({root, environment: process.env})
  const everything = [JSON.stringify(observations), ...[...facts.values()].map(String)].join('\n')
  const planted = [
    ...Array.from({length: 100}, (_, index) => word(index)),
    ...hashes,
    ...Object.values(keys).flatMap(bodyOf),
    token,
    hexadecimal,
    uuid,
    tsig,
  ]
  t.deepEqual(
    planted.filter(secret => everything.includes(secret)),
    [],
  )
  // What a checker needs is there all the same.
  const text = (path: string) => facts.get(path)?.toString() ?? ''
  t.true(text('/etc/ssh/ssh_host_ed25519_key').startsWith('-----BEGIN PRIVATE KEY-----'))
  t.true(text('/etc/ssl/private/site.pem').startsWith('-----BEGIN PRIVATE KEY-----'))
  t.false(facts.has('/etc/nginx/htpasswd'))
  t.false(facts.has('/etc/nginx/pass'))
  t.false(facts.has('/etc/nginx/unused.bak'))
  t.deepEqual(observations.sshHostKeys, [{path: '/etc/ssh/own_key', type: 'ec'}])
  t.deepEqual(observations.authorizedKeys, [
    {path: '/root/.ssh/authorized_keys', types: ['ssh-ed25519']},
  ])
  t.deepEqual(observations.grubDevices, [{name: '/dev/vda', device: null}])
})

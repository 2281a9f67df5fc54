// What may be secret is taken out of a configuration, and what a checker looks at is not.
import test from 'ava'
import {maskConfiguration} from './mask.ts'
import {type ServiceId, serviceConfigurations} from './services.ts'

const mask = (id: ServiceId, text: string) => maskConfiguration(text, serviceConfigurations[id])

const kept: Readonly<Record<ServiceId, readonly string[]>> = {
  openssh: [
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication yes',
    'AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/keys/%u',
    'KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256',
    'IPQoS 0x00',
    'Match User "a#b"',
  ],
  nginx: [
    'proxy_pass http://app;',
    'fastcgi_pass php_upstream;',
    'ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384;',
    'ssl_certificate_key /etc/letsencrypt/live/www1.Example.org-0001/privkey.pem;',
    'if ($request_uri ~ "^/(?<name>[a-z]{2,3})#x") { rewrite ^/(.*)$ /$name/$1 last; }',
    'set $backend $host;',
    'auth_basic_user_file /etc/nginx/htpasswd;',
    'return 301;',
    `log_format main '$remote_addr "$request"';`,
  ],
  dovecot: [
    'auth_mechanisms = plain login',
    'ssl_key = </etc/dovecot/private/dovecot.pem',
    'passdb {',
    'dovecot_config_version = 2.4.1',
  ],
  'php-fpm': ['user = www-data', 'listen = /run/php/php8.2-fpm.sock', 'pm.max_children = 5'],
  sudo: [
    '#includedir /etc/sudoers.d',
    '%sudo ALL=(ALL:ALL) NOPASSWD: ALL',
    '#1000 ALL=(ALL) PASSWD: /usr/bin/passwd',
    'Defaults passwd_tries=3',
  ],
  bind: [
    'include "/etc/bind/named.conf.options";',
    'zone "example.org" { type primary; file "/etc/bind/db.example"; };',
    'forwarders { 192.0.2.1; };',
  ],
}

for (const [id, lines] of Object.entries(kept)) {
  test(`${id}: what is no secret stays`, t => {
    for (const line of lines) t.is(mask(id as ServiceId, line), line)
  })
}

test('the numbers of lines stay, whatever goes', t => {
  const text = '# a\n\n/* b\nc */ key "k" { secret "AAAA"; }; // d\nzone "x" {};\n'
  t.is(mask('bind', text), '\n\n\n key "k" { secret "cmVkYWN0ZWQ="; };\nzone "x" {};\n')
})

const masked: readonly (readonly [ServiceId, string, string])[] = [
  ['nginx', 'set $t "s;e{c}r"; x on;', 'set $t "redacted"; x on;'],
  ['nginx', 'add_header A "b $c" always;', 'add_header A "redacted$c" always;'],
  ['nginx', 'env A=b;', 'env A=redacted;'],
  ['nginx', 'return 200 $uri;', 'return 200 $uri;'],
  ['nginx', 'if ($a = b) {', 'if ($a = redacted) {'],
  ['nginx', 'proxy_pass http://u:p@h/;', 'proxy_pass http://redacted@h/;'],
  [
    'nginx',
    'map $a $b { default 1; "x y" $c; ~^z$ 2; }',
    'map $a $b { default redacted; redacted1 $c; ~^z$ redacted; }',
  ],
  ['nginx', 'my_token abc;', 'my_token redacted;'],
  ['openssh', 'SetEnv A=b C=d', 'SetEnv A=redacted C=redacted'],
  ['dovecot', 'imapc_password = a b c', 'imapc_password = redacted'],
  ['dovecot', 'args = user=u password=p', 'args = user=u password=redacted'],
  ['php-fpm', 'env[A] = b c', 'env[A] = redacted'],
  ['sudo', 'u ALL = NOPASSWD: /x --token=abc', 'u ALL = NOPASSWD: /x --token=redacted'],
]

for (const [id, from, to] of masked) {
  test(`${id}: ${from}`, t => {
    t.is(mask(id, from), to)
    t.is(mask(id, to), to, 'what is masked stays so')
  })
}

test('a large configuration is masked in a moment', t => {
  const text = 'set $a "b"; password x; map $a $b { c d; }\n'.repeat(20_000)
  t.true(mask('nginx', text).length > 0)
  t.true(mask('nginx', `set $a "${'x'.repeat(200_000)}`).length > 0)
  t.true(mask('nginx', 'a'.repeat(300_000)).length > 0)
  t.true(mask('nginx', 'A1a='.repeat(80_000)).length > 0)
})

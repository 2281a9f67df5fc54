// Public keys of every kind are found in an authorized_keys file; everything else is refused unseen.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {LivemodeError, parseAuthorizedKeys} from './index.ts'

const parse = (text: string) => parseAuthorizedKeys(text, {file: 'keys'})
const key = fixture('authorized-keys/one').trim()
const [, blob = ''] = key.split(' ')

test('each kind of key, with options before it and a comment behind', t => {
  t.deepEqual(parse(fixture('authorized-keys/all-kinds')), [
    {type: 'ssh-ed25519', comment: 'ed25519'},
    {type: 'ecdsa-sha2-nistp256', comment: 'ecdsa'},
    {type: 'ecdsa-sha2-nistp384', comment: 'ecdsa-384'},
    {type: 'ecdsa-sha2-nistp521', comment: 'ecdsa-521'},
    {type: 'ssh-rsa', comment: 'rsa with more words'},
    {type: 'sk-ssh-ed25519@openssh.com', comment: 'token'},
    {type: 'sk-ecdsa-sha2-nistp256@openssh.com', comment: 'token'},
  ])
})

const string = (bytes: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const rsa = (bytes: number) =>
  Buffer.concat(
    [Buffer.from('ssh-rsa'), Buffer.from([1, 0, 1]), Buffer.alloc(bytes, 0xff)].map(string),
  ).toString('base64')

const cutOff = 'is no complete key of the kind ssh-ed25519: it is cut off or damaged'
const privateKey =
  'is a private key, which must not leave its owner: name the file with the public key'
const unknownOption = 'has an option that sshd does not know: it passes over the key'
const refusals: Readonly<Record<string, {text: string; message: readonly string[]}>> = {
  'keys that open no shell, each with its reason': {
    text: [
      `command="/usr/bin/backup --all",no-pty ${key}`,
      `from="10.0.0.0/8",Expiry-Time="20200101" ${key}`,
      `expiry-time="20991301" ${key}`,
      `cert-authority ${key}`,
    ].join('\n'),
    message: [
      'keys:1:1: opens no shell, but runs a command (command=)',
      'keys:2:1: has expired (expiry-time=)',
      'keys:3:1: has expired (expiry-time=)',
      'keys:4:1: opens nothing by itself, but signs keys (cert-authority)',
    ],
  },
  'an option that sshd does not know': {
    text: `${key}\nno-ptty,from="a,b" ${key}\n`,
    message: [`keys:2:1: ${unknownOption}`],
  },
  'a byte order mark, and a space that is none': {
    text: `\uFEFF${key}\n\u00A0${key}\n`,
    message: [
      'keys:1:1: is no public key of a kind that sshd takes',
      'keys:2:1: is no public key of a kind that sshd takes',
    ],
  },
  'an empty file': {text: '', message: ['keys:1:1: holds no public key']},
  'comments alone': {text: '# nobody\n\n', message: ['keys:1:1: holds no public key']},
  'a private key': {
    text: `${key}\n-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IG9uZQ==\n`,
    message: [`keys:2:1: ${privateKey}`],
  },
  'a private key of PuTTY': {
    text: 'PuTTY-User-Key-File-3: ssh-ed25519\n',
    message: [`keys:1:1: ${privateKey}`],
  },
  'text that is something else, without showing it': {
    text: 'root:$6$secret:19000:0:99999:7:::\n',
    message: ['keys:1:1: is no public key'],
  },
  'every line that is wrong': {
    text: [
      key,
      `ssh-ed25519 ${blob.slice(0, -4)} cut`,
      `  no-pty ssh-ed25519 ${blob.slice(1)}`,
      `ssh-rsa ${blob}`,
      'ssh-ed25519',
      'ssh-ed25519 ???',
      `ssh-dss ${blob}`,
      'no-pty ssh-ed448 AAAA',
      `ssh-rsa ${rsa(64)}`,
    ].join('\n'),
    message: [
      `keys:2:1: ${cutOff}`,
      `keys:3:3: ${cutOff}`,
      'keys:4:1: is no complete key of the kind ssh-rsa: it is cut off or damaged',
      `keys:5:1: ${cutOff}`,
      `keys:6:1: ${cutOff}`,
      'keys:7:1: is a key of the kind ssh-dss, which sshd does not take any more',
      'keys:8:1: is no public key of a kind that sshd takes',
      'keys:9:1: is an RSA key with 512 bits, and sshd takes 1024 and more',
    ],
  },
}

for (const [what, {text, message}] of Object.entries(refusals)) {
  test(`${what} is refused`, t => {
    const error = t.throws(() => parse(text), {instanceOf: LivemodeError})
    t.is(error?.message, message.join('\n'))
    t.is(error?.code, 'CONFIG_INVALID')
  })
}

test('a key that opens a shell among others that do not', t => {
  const text = [
    `command="x" ${key}`,
    `restrict,pty,expiry-time="20991231235959Z",environment="A=b,c" ${key}`,
  ].join('\n')
  t.is(parse(text).length, 2)
  const now = new Date('2030-01-01T00:00:00Z')
  const soon = `expiry-time="203001010000Z" ${key}`
  t.throws(() => parseAuthorizedKeys(soon, {file: 'keys', now}), {message: /has expired/})
  t.is(parseAuthorizedKeys(soon, {file: 'keys', now: new Date('2029-12-31T23:59:59Z')}).length, 1)
})

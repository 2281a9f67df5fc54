// Users and passwords are found as apt finds them: by protocol, host, port and the beginning of the path.
import test from 'ava'
import {credentialsFor, parseAuth, withCredentials} from './auth.ts'
import {directAccess, hidingSecrets} from './package-sources.ts'

const text = `# the company's
machine mirror.example.org/private/ login me password a:b@c
machine http://proxy.example.org:3128
  login "you"
  password x
machine any.example.org login they password y
machine http://any.example.org:8080/a login we password z
`
const entries = parseAuth(text)
const userFor = (url: string) => credentialsFor(url, entries)?.login

test('each machine with its user', t => {
  t.deepEqual(entries[0], {
    machine: 'mirror.example.org/private/',
    login: 'me',
    password: 'a:b@c',
  })
  t.is(entries.length, 4)
  t.deepEqual(parseAuth('login nobody password nothing\n'), [])
})

const expected: Readonly<Record<string, string | undefined>> = {
  'https://mirror.example.org/private/debian': 'me',
  'https://mirror.example.org/public': undefined,
  'http://mirror.example.org/private/debian': undefined,
  'https://mirror.example.org.evil.example/private/': undefined,
  'http://proxy.example.org:3128': '"you"',
  'http://proxy.example.org': undefined,
  'https://any.example.org:8443/x': 'they',
  'http://any.example.org:8080/a/b': 'we',
  'http://any.example.org:8080/b': undefined,
}

for (const [url, login] of Object.entries(expected)) {
  test(`${url} is for ${login ?? 'nobody'}`, t => t.is(userFor(url), login))
}

test('a URL with its user', t => {
  t.is(
    withCredentials('https://mirror.example.org/private/', entries),
    'https://me:a%3Ab%40c@mirror.example.org/private',
  )
  t.is(withCredentials('http://proxy.example.org/', entries), 'http://proxy.example.org/')
})

test('no form of a password is shown', t => {
  const access = {
    ...directAccess,
    auth: 'machine a login me password a:b@c\n',
    acquire: [{name: 'Acquire::http::Proxy', value: 'http://me:other@proxy:3128'}],
  }
  const basic = Buffer.from('me:a:b@c').toString('base64')
  t.is(
    hidingSecrets(access)(`a:b@c a%3Ab%40c ${basic} http://me:other@proxy`),
    '*** *** *** http://me:***@proxy',
  )
})

test('nor of one of a proxy, however it is written there', t => {
  const shown = (value: string, text: string) =>
    hidingSecrets({...directAccess, acquire: [{name: 'Acquire::http::Proxy', value}]})(text)
  t.is(shown('http://me:p@ss@proxy:3128', 'help for p@ss and p%40ss'), 'help for *** and ***')
  t.is(shown('http://me:p%40ss@proxy:3128', 'help for p@ss and p%40ss'), 'help for *** and ***')
})

// What --from names: a folder, or a URL, whose password is kept apart and never shown.
import type {LivemodeError} from '@livemode/config'
import test from 'ava'
import {parseAddress, withAuthorization} from './address.ts'

test('a folder', t => {
  t.deepEqual(parseAddress('/srv/out/'), {kind: 'folder', path: '/srv/out'})
  t.deepEqual(parseAddress('/srv/a:b@c'), {kind: 'folder', path: '/srv/a:b@c'})
})

test('a URL, with a slash behind it or without', t => {
  for (const url of ['http://images.example/13', 'http://images.example/13/']) {
    t.deepEqual(parseAddress(url), {
      kind: 'web',
      base: 'http://images.example/13/',
      authorization: null,
    })
  }
})

test('a password', t => {
  t.deepEqual(parseAddress('https://me:p%40ss@images.example/'), {
    kind: 'web',
    base: 'https://images.example/',
    authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
  })
})

test('a user and a password that the configuration knows', t => {
  const known = [{machine: 'https://images.example/13', login: 'me', password: 'secret'}]
  const authorizationOf = (url: string) => {
    const address = parseAddress(url)
    return address.kind === 'web' ? withAuthorization(address, known).authorization : undefined
  }
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  t.is(authorizationOf('https://images.example/13/'), basic('me:secret'))
  t.is(authorizationOf('https://you:own@images.example/13/'), basic('you:own'))
  t.is(authorizationOf('https://images.example/12/'), null)
  t.is(authorizationOf('http://images.example/13/'), null)
})

const refused: Readonly<Record<string, string>> = {
  'ftp://me:secret@images.example/':
    '--from takes a folder, or an http or https URL, and no ftp://',
  'http://me:secret@images.example:99999/': '--from is no URL that can be read',
  'http://images.example/13?token=secret':
    '--from takes the URL of a folder, without ? and # in it',
  'http://images.example/#secret': '--from takes the URL of a folder, without ? and # in it',
}

for (const [url, message] of Object.entries(refused)) {
  test(`refused, and not repeated: ${message} (${url.length})`, t => {
    const error = t.throws<LivemodeError>(() => parseAddress(url))
    t.deepEqual([error?.code, error?.message], ['USAGE', message])
  })
}

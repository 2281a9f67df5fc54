import {resolve} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {type AuthEntry, credentialsFor, decoded} from '@livemode/userspace'

export interface FolderAddress {
  readonly kind: 'folder'
  readonly path: string
}

export interface WebAddress {
  readonly kind: 'web'
  /** Ends with a slash, and has nobody's password in it. */
  readonly base: string
  /** What proves to the server who asks; it is never shown. */
  readonly authorization: string | null
}

/** Where artifacts come from. */
export type Address = FolderAddress | WebAddress

/** Reads what `--from` names: a folder, or the http or https URL of one. Throws `USAGE` for any other URL. */
export function parseAddress(from: string): Address {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(from)) return {kind: 'folder', path: resolve(from)}
  const url = URL.parse(from)
  // What is wrong is not repeated: there may be a password in it.
  if (url === null) throw usage('--from is no URL that can be read')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw usage(`--from takes a folder, or an http or https URL, and no ${url.protocol}//`)
  }
  if (url.search !== '' || url.hash !== '') {
    throw usage('--from takes the URL of a folder, without ? and # in it')
  }
  const authorization = authorizationOf(url)
  url.username = ''
  url.password = ''
  return {kind: 'web', base: url.href.endsWith('/') ? url.href : `${url.href}/`, authorization}
}

/** The address with the user and the password that are known for it, where it has none itself. */
export function withAuthorization(address: WebAddress, auth: readonly AuthEntry[]): WebAddress {
  const known = address.authorization === null ? credentialsFor(address.base, auth) : undefined
  return known ? {...address, authorization: basic(known.login, known.password)} : address
}

const authorizationOf = ({username, password}: URL): string | null =>
  username === '' && password === '' ? null : basic(decoded(username), decoded(password))

/** Basic authentication, RFC 7617. */
const basic = (login: string, password: string) =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

const usage = (message: string) =>
  new LivemodeError('USAGE', message, {hint: 'livemode --help lists the commands and options'})

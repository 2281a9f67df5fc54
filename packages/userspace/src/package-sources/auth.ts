/** A user and a password of servers, see apt_auth.conf(5). */
export interface AuthEntry {
  /** `[protocol://]host[:port][/path]`; without a protocol it is for https alone. */
  readonly machine: string
  readonly login: string
  readonly password: string
}

/** Parses the form of apt_auth.conf(5): words, of which those that are not known are passed over. */
export function parseAuth(text: string): readonly AuthEntry[] {
  const words = text
    .split('\n')
    .filter(line => !line.trimStart().startsWith('#'))
    .flatMap(line => line.split(/\s+/).filter(Boolean))
  const entries: AuthEntry[] = []
  let entry: {machine: string; login: string; password: string} | undefined
  for (let at = 0; at < words.length; at += 1) {
    const value = words[at + 1] ?? ''
    if (words[at] === 'machine') {
      entry = {machine: value, login: '', password: ''}
      entries.push(entry)
    } else if (entry && words[at] === 'login') entry.login = value
    else if (entry && words[at] === 'password') entry.password = value
    else continue
    at += 1
  }
  return entries
}

/** The user and the password for a URL: those of the first entry that names it, as apt looks them up. */
export function credentialsFor(url: string, entries: readonly AuthEntry[]): AuthEntry | undefined {
  const {protocol, hostname, port, pathname} = new URL(url)
  const places = [
    `${hostname}${pathname}`,
    `${hostname}:${port || defaultPort[protocol]}${pathname}`,
  ]
  return entries.find(({machine}) => {
    const [, scheme = 'https', place = ''] = /^(?:(\w+):\/\/)?(.*)$/.exec(machine) ?? []
    if (`${scheme}:` !== protocol || place === '') return false
    const whole = place.includes('/') ? place : `${place}/`
    return places.some(one => one.startsWith(whole))
  })
}

const defaultPort: Readonly<Record<string, string>> = {'http:': '80', 'https:': '443'}

/** A URL with the user and the password in it that there are for it. */
export function withCredentials(url: string, entries: readonly AuthEntry[]): string {
  const found = credentialsFor(url, entries)
  if (found === undefined) return url
  const whole = new URL(url)
  whole.username = encodeURIComponent(found.login)
  whole.password = encodeURIComponent(found.password)
  return whole.href.replace(/\/$/, '')
}

/** The forms in which a password could come to light. */
export const secretsOf = ({login, password}: AuthEntry): readonly string[] =>
  password === ''
    ? []
    : [
        password,
        encodeURIComponent(password),
        Buffer.from(`${login}:${password}`).toString('base64'),
      ]

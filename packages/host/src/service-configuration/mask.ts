import {redacted, redactUrls} from '../secrets.ts'
import {removeComments} from './comments.ts'
import type {ServiceConfiguration} from './services.ts'

/** How a configuration is masked; a part of what is known of its service. */
export type MaskedFormat = Pick<
  ServiceConfiguration,
  'comment' | 'hasBlockComments' | 'end' | 'freeText' | 'masked'
>

const quoted = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`

/**
 * Takes out of a configuration what may be secret: comments, the values of settings of any text and of those that are
 * called like a secret, users in URLs, hashes, and what looks like a key. What a checker looks at stays, and so do the
 * numbers of its lines.
 */
export function maskConfiguration(text: string, format: MaskedFormat): string {
  const masks = [
    maskFreeText,
    maskMaps,
    maskNamed,
    maskComparisons,
    maskHashes,
    maskTokens,
    redactUrls,
  ]
  return masks.reduce((masked, mask) => mask(masked, format), removeComments(text, format))
}

/** Where a value ends; a `{` may be part of a variable. */
const restOf = (end: MaskedFormat['end']) =>
  end === 'line' ? '[^\\n]*' : `(?:${quoted}|\\$\\{\\w+\\}|[^;{}"'])*`

function maskFreeText(text: string, {end, freeText, masked = redacted}: MaskedFormat): string {
  if (freeText === undefined) return text
  const statement = new RegExp(
    `(?<=^|[;{}])([ \\t]*(?:${freeText.source})(?:[ \\t]*=|\\s)\\s*)(${restOf(end)})`,
    `gm${freeText.flags}`,
  )
  return text.replace(statement, (_, head: string, values: string) => {
    // What is set is a name, what it is set to is not.
    const [, name = '', rest = ''] = /^([$\w.-]+(?==|\s|$))?([\s\S]*)$/.exec(values) ?? []
    return head.trimEnd().endsWith('=')
      ? `${head}${masked}`
      : `${head}${name}${maskWords(rest, masked)}`
  })
}

/** Words that say how a value is used. */
const keywords = /^(?:always|if_not_empty|permanent|redirect|break|last|on|off)$/

/** Variables are looked up by a checker, and stay. */
const maskWords = (text: string, masked: string) =>
  text.replace(new RegExp(`${quoted}|[^\\s"']+`, 'g'), word => {
    if (keywords.test(word)) return word
    const quote = /^["']/.exec(word)?.[0] ?? ''
    const inner = quote === '' ? word : word.slice(1, -1)
    const kept = [...inner.matchAll(/\$\{\w+\}|\$\w+/g)].map(([variable]) => variable).join('')
    const isVariable = kept === inner || inner === ''
    const head = /^[\w.-]*=/.exec(inner)?.[0] ?? ''
    return isVariable ? word : `${quote}${head}${masked}${kept}${quote}`
  })

/** What nginx's maps compare with; each once, for it wants no two alike. */
function maskMaps(text: string, {end, masked = redacted}: MaskedFormat): string {
  if (end !== 'semicolon') return text
  let count = 0
  const maskEntry = (...[whole = '', space, key = '', gap, value = '']: string[]) => {
    if (key === 'include') return whole
    const isKept = keptKey.test(key)
    if (!isKept) count += 1
    const name = isKept ? key : `${masked}${count}`
    return `${space}${name}${gap}${maskWords(value, masked)}`
  }
  let result = ''
  let done = 0
  for (const head of text.matchAll(/\bmap\s+[^\s{]+\s+\$\w+\s*\{/g)) {
    const start = head.index + head[0].length
    const stop = text.indexOf('}', start)
    if (stop < 0) break
    result += text.slice(done, start) + text.slice(start, stop).replace(mapEntry, maskEntry)
    done = stop
  }
  return result + text.slice(done)
}

const mapEntry = new RegExp(`(?<=^|;)(\\s*)(${quoted}|[^\\s;"'{}]+)(\\s+)([^;]*)(?=;)`, 'g')

/** What is no text to compare with: words of the map's own, and patterns. */
const keptKey = /^(?:default|hostnames|volatile|""|''|["']?(?:~|\\))/

/** Names are short: with a limit a text without an end is no work without an end. */
const secretName = String.raw`[\w.$\[-]{0,64}(?:pass(?:w(?:or)?d|phrase|code)?|[_.-]pw|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|authorization|dnpass)[\w.-]{0,64}\]?`

/** Settings that only sound so: where requests are passed to, and sudo's tags. */
const harmlessName =
  /^(?:(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached|redis2?)_pass\w*|(?:NO)?PASSWD|passdb|permitrootlogin)$/i

/** Switches, numbers, variables, and where something lies or listens. */
const harmlessValue =
  /^["']?(?:$|yes|no|on|off|true|false|none|\d{1,5}\b|<?\s*\/|unix:|\w+:\/\/|\$\w+["']?$|\{|%)/i

/** A key in base64 may begin as a path does. */
function isKey(value: string): boolean {
  const bare = value.replace(/^["']|["']$/g, '')
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(bare)) return false
  const isMixed = [/\d/, /[a-z]/, /[A-Z]/].every(kind => kind.test(bare))
  return bare.endsWith('=') || (isMixed && bare.split('/').some(part => part.length >= 10))
}

function maskNamed(text: string, {end, masked = redacted}: MaskedFormat): string {
  const name = new RegExp(`(${secretName})["']?[ \\t]*(?:=|:|[ \\t])[ \\t]*`, 'gi')
  const value = new RegExp(end === 'line' ? `${quoted}|[^\\n]*` : `${quoted}|[^\\s;{}]+`, 'y')
  let result = ''
  let done = 0
  for (let match = name.exec(text); match; match = name.exec(text)) {
    value.lastIndex = name.lastIndex
    const found = value.exec(text)?.[0] ?? ''
    // Behind what is none there may be one, in the same line.
    if (harmlessName.test(match[1] ?? '')) continue
    if (harmlessValue.test(found) && !isKey(found)) continue
    const quote = /^(["'])[\s\S]*\1$/.exec(found)?.[1] ?? ''
    result += `${text.slice(done, name.lastIndex)}${quote}${masked}${quote}`
    done = name.lastIndex + found.length
    name.lastIndex = done
  }
  return result + text.slice(done)
}

/** A condition that compares with a text. */
const maskComparisons = (text: string, {masked = redacted}: MaskedFormat) =>
  text.replace(
    new RegExp(`(\\bif\\s*\\(\\s*\\$\\w+\\s*!?=\\s*)(${quoted}|[^\\s)"']+)`, 'g'),
    `$1${masked}`,
  )

const hashes = [
  // See crypt(5).
  /\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|argon2\w*|sha1|md5|scrypt|pbkdf2[\w-]*)\$(?:[^\s$]{0,64}\$){0,8}[./\w+=]{13,}/g,
  /\{(?:PLAIN|CLEAR\w*|CLEARTEXT|S?SHA\d*|S?MD5|[A-Z0-9-]*CRYPT|PBKDF2|ARGON2\w*|SCRAM-[\w-]+)(?:\.\w+)?\}[^\s;"']+/gi,
  /\b(?:Basic|Bearer|Digest|Token)\s+[\w+/=.~-]{6,}/g,
]

const maskHashes = (text: string, {masked = redacted}: MaskedFormat) =>
  hashes.reduce((result, hash) => result.replace(hash, masked), text)

/** Long words of letters and digits without an order, and not part of a path, a name or a list of algorithms. */
const tokens = [
  /(?<![\w./$@+-])(?=[\w+-]*\d)(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])[\w+-]{20,}={0,2}(?![\w./@])/g,
  /(?<![\w./$@+-])(?=[\w+/]*\d)(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])[A-Za-z0-9+][A-Za-z0-9+/]{31,}={0,2}(?![\w.])/g,
  /(?<![\w./$-])[0-9a-f]{32,}(?![\w./])/gi,
  /(?<![\w./$-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w./])/gi,
]

/** Public keys that are configured to be trusted look the same, and are looked at. */
const publicKey = /\b(?:initial-key|static-key|initial-ds|static-ds)\b/

const maskTokens = (text: string, {masked = redacted}: MaskedFormat) =>
  publicKey.test(text)
    ? text
    : tokens.reduce((result, token) => result.replace(token, masked), text)

import {isInterface, isNumber, unsigned32} from '../profile/values.ts'
import {wordsOf} from '../source/byte-text.ts'
import {type RoutingTables, tableNumber} from '../source/routing-tables.ts'
import {type Family, withPrefix} from './addresses.ts'

export interface Rule {
  /** Undefined where the line gives none. */
  readonly priority: string | undefined
  /** All else, as `routing-rule1` has it. */
  readonly words: readonly string[]
}

interface RuleContext {
  readonly family: Family
  readonly tables: RoutingTables
}

/** ip-rule(8) has several names for the same. */
const synonyms = new Map([
  ['pref', 'priority'],
  ['order', 'priority'],
  ['preference', 'priority'],
  ['prio', 'priority'],
  ['lookup', 'table'],
  ['dev', 'iif'],
  ['dsfield', 'tos'],
])

/** NetworkManager knows protocols by their numbers only. */
const protocols = new Map([
  ['icmp', '1'],
  ['tcp', '6'],
  ['udp', '17'],
  ['gre', '47'],
  ['esp', '50'],
  ['ah', '51'],
  ['ipv6-icmp', '58'],
  ['sctp', '132'],
])

const protocolNumber = (text: string): string => protocols.get(text) ?? text

/** Takes a line of arguments of `ip rule add`; gives the rule, or what is wrong with it. */
export function parseRuleLine(line: string, context: RuleContext): Rule | string {
  const written = wordsOf(line).toReversed()
  const words: string[] = []
  let priority: string | undefined
  let hasAction = false
  for (let name = written.pop(); name !== undefined; name = written.pop()) {
    const word = synonyms.get(name) ?? name
    if (word === 'add' || word === 'unicast') continue
    if (word === 'not') words.push(word)
    else if (/^(blackhole|unreachable|prohibit)$/.test(word)) {
      hasAction = true
      words.push('type', word)
    } else if (!Object.hasOwn(values, word)) return `${name} is not known here`
    else {
      const text = written.pop()
      if (text === undefined) return `${name} has no value`
      const value = values[word as keyof typeof values](text, context)
      if (typeof value === 'object') return value.problem ?? `${word} cannot be ${text}`
      if (word === 'table') hasAction = true
      if (word === 'priority') priority = value
      else words.push(word, value)
    }
  }
  return {priority, words: hasAction ? words : [...words, 'table', '254']}
}

/** The value of a word as a keyfile has it; without a sentence of its own, the word cannot have it. */
type Value = string | {readonly problem?: string}

const none = {}

const when = (isRight: boolean, value: string): Value => (isRight ? value : none)

const network = (text: string, {family}: RuleContext): Value => {
  if (/^(all|any|default)$/.test(text)) return family === 4 ? '0.0.0.0/0' : '::/0'
  return withPrefix(text, {family}) ?? {problem: `${text} is not an IPv${family} network`}
}

const device = (text: string): Value =>
  isInterface(text) ? text : {problem: `${text} is not an interface`}

const number = (text: string): Value => when(isNumber(text, unsigned32), text)

const port = (text: string): Value => when(isRange(text, 65535), text)

/** The words that have a value, by the names that NetworkManager has for them. */
const values = {
  from: network,
  to: network,
  priority: number,
  table: (text, {tables}) => tableNumber(tables, text) ?? {problem: `there is no table ${text}`},
  iif: device,
  oif: device,
  tos: text => when(/^(0x)?[0-9A-Fa-f]{1,2}$/.test(text), text),
  fwmark: text => {
    const mark = '(0x[0-9A-Fa-f]+|[0-9]+)'
    return when(new RegExp(`^${mark}(/${mark})?$`).test(text), text)
  },
  ipproto: text => when(isNumber(protocolNumber(text), [0, 255]), protocolNumber(text)),
  sport: port,
  dport: port,
  uidrange: text => when(isRange(text, 0xffffffff), text),
  suppress_prefixlength: number,
} satisfies Record<string, (text: string, context: RuleContext) => Value>

/** A number, or two with a dash between them. */
function isRange(text: string, most: number): boolean {
  const [first = '', last = first, ...more] = text.split('-')
  return more.length === 0 && isNumber(first, [0, most]) && isNumber(last, [Number(first), most])
}

import {isNumber, unsigned32} from '../profile/values.ts'
import {wordsOf} from '../source/byte-text.ts'
import {tableNumber} from '../source/routing-tables.ts'
import {type Family, isAddress, withPrefix} from './addresses.ts'
import type {Route, RoutingContext} from './route.ts'

/** What the words of a line have said so far. */
interface Found {
  destination?: string | undefined
  gateway?: string
  metric?: string
  type?: string
  readonly options: string[]
}

/** What is wrong with a word, or nothing. */
type Problem = string | undefined

const types = ['blackhole', 'unreachable', 'prohibit']
const addresses = {to: 'destination', via: 'address', src: 'address'} as const
const metrics = ['metric', 'preference', 'priority']
const numbers = [...metrics, 'mtu', 'window', 'initcwnd', 'initrwnd']
const withValue = [...Object.keys(addresses), 'dev', 'proto', 'table', ...numbers]

/** Takes a line of arguments of `ip route add`, see ip-route(8); gives the route, or what is wrong with it. */
export function parseRouteLine(line: string, context: RoutingContext): Route | string {
  const found: Found = {options: []}
  const words = wordsOf(line).toReversed()
  for (let word = words.pop(); word !== undefined; word = words.pop()) {
    const problem = takeWord(word, {words, found, context})
    if (problem !== undefined) return problem
  }
  const {destination, gateway, metric, type, options} = found
  if (destination === undefined) return 'there is no destination'
  if (type !== undefined && gateway !== undefined) return `${type} and via exclude each other`
  return {
    destination,
    ...(gateway === undefined ? {} : {gateway}),
    ...(metric === undefined ? {} : {metric}),
    options,
  }
}

interface Parsing {
  /** The words behind the one that is taken, the last one first. */
  readonly words: string[]
  readonly found: Found
  readonly context: RoutingContext
}

function takeWord(word: string, {words, found, context}: Parsing): Problem {
  if (word === 'add' || word === 'unicast') return undefined
  if (word === 'onlink') found.options.push('onlink=true')
  else if (types.includes(word)) {
    found.type = word
    found.options.push(`type=${word}`)
  } else if (!withValue.includes(word)) {
    if (found.destination !== undefined) return `${word} is not known here`
    return takeValue('to', {text: word, found, context})
  } else {
    let text = words.pop()
    if (text === undefined) return `${word} has no value`
    // As in `via inet6 fe80::1` and `mtu lock 1400`.
    if (/^(inet6?|lock)$/.test(text) && words.length > 0) {
      if (text === 'lock') found.options.push(`lock-${word}=true`)
      text = words.pop() ?? ''
    }
    return takeValue(word, {text, found, context})
  }
  return undefined
}

interface Value {
  readonly text: string
  readonly found: Found
  readonly context: RoutingContext
}

function takeValue(word: string, {text, found, context}: Value): Problem {
  const {family, device, tables} = context
  if (word === 'to') {
    found.destination = destinationOf(text, family)
    return found.destination === undefined
      ? `${text} is not an IPv${family} destination`
      : undefined
  }
  if (word === 'via' || word === 'src') {
    if (word === 'via') found.gateway = text
    else found.options.push(`src=${text}`)
    return isAddress(text, family) ? undefined : `${text} is not an IPv${family} address`
  }
  // A profile's routes go over its own interface.
  if (word === 'dev') {
    return text === device ? undefined : `it goes over ${text}, and this profile is of ${device}`
  }
  // NetworkManager gives every route of a profile this one.
  if (word === 'proto') return text === 'static' ? undefined : `proto ${text} is not known here`
  if (word === 'table') {
    const number = tableNumber(tables, text)
    found.options.push(`table=${number}`)
    return number === undefined ? `there is no table ${text}` : undefined
  }
  if (!isNumber(text, unsigned32)) return `${word} cannot be ${text}`
  if (metrics.includes(word)) found.metric = text
  else found.options.push(`${word}=${text}`)
  return undefined
}

function destinationOf(text: string, family: Family): string | undefined {
  if (text === 'default') return family === 4 ? '0.0.0.0/0' : '::/0'
  return withPrefix(text, {family})
}

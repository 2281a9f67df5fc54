import {untaken} from '../profile/draft.ts'
import {isNumber, unsigned32} from '../profile/values.ts'
import {linesOf} from '../source/byte-text.ts'
import type {NamedText} from '../source/ifcfg.ts'
import {parseVariables, problemsOf, textOf, type Variables} from '../source/variables.ts'
import {isIpv4, prefixOfNetmask} from './addresses.ts'
import type {ParsedLines, Route, RoutingContext} from './route.ts'
import {parseRouteLine} from './route-line.ts'

/** Takes a route- or route6- file: numbered variables, or one line of arguments of `ip route` per route. */
export function parseRouteFile(file: NamedText, context: RoutingContext): ParsedLines<Route> {
  const isNumbered = linesOf(file.text).some(line => /^[ \t]*ADDRESS[0-9]+=/.test(line))
  return isNumbered && context.family === 4
    ? parseNumberedRoutes(file)
    : parseArgumentLines(file, {parse: line => parseRouteLine(line, context), what: 'route'})
}

interface Parser<Line> {
  /** Gives what is wrong with a line as a sentence. */
  readonly parse: (line: string) => Line | string
  readonly what: 'route' | 'rule'
}

/** Takes a file with a line of arguments of an `ip` command for each entry. */
export function parseArgumentLines<Line extends object>(
  {file, text}: NamedText,
  {parse, what}: Parser<Line>,
): ParsedLines<Line> {
  const lines: Line[] = []
  const problems: string[] = []
  for (const [index, written] of linesOf(text).entries()) {
    const line = written.replace(/#.*/s, '').replace(/[ \t\r]+/g, ' ')
    if (line === '' || line === ' ') continue
    const parsed = parse(line)
    if (typeof parsed === 'object') lines.push(parsed)
    else problems.push(`${file}:${index + 1}: ${parsed}; the ${what} is left out`)
  }
  return {lines, problems}
}

function parseNumberedRoutes({file, text}: NamedText): ParsedLines<Route> {
  const parsed = parseVariables(text)
  const {variables} = parsed
  const lines: Route[] = []
  const problems = [...problemsOf(file, parsed)]
  const taken = new Set<string>()
  for (let number = 0; number < 256; number += 1) {
    const address = variables.get(`ADDRESS${number}`)
    if (address === undefined) continue
    for (const key of ['ADDRESS', 'NETMASK', 'GATEWAY', 'METRIC']) taken.add(`${key}${number}`)
    const route = numberedRoute(variables, number)
    if (typeof route === 'object') lines.push(route)
    else problems.push(`${file}:${address.line}: ${route}; the route is left out`)
  }
  for (const {key, line} of untaken(variables, taken)) {
    problems.push(`${file}:${line}: ${key} is not carried over`)
  }
  return {lines, problems}
}

function numberedRoute(variables: Variables, number: number): Route | string {
  const address = textOf(variables, `ADDRESS${number}`)
  const mask = textOf(variables, `NETMASK${number}`)
  const gateway = textOf(variables, `GATEWAY${number}`)
  const metric = textOf(variables, `METRIC${number}`)
  const prefix = mask === '' ? 32 : prefixOfNetmask(mask)
  if (!isIpv4(address)) return `${address} is not an IPv4 address`
  if (prefix === undefined) return `${mask} is not a netmask`
  if (gateway !== '' && !isIpv4(gateway)) return `${gateway} is not an IPv4 address`
  if (metric !== '' && !isNumber(metric, unsigned32)) return `${metric} is not a metric`
  return {
    destination: `${address}/${prefix}`,
    ...(gateway === '' ? {} : {gateway}),
    ...(metric === '' ? {} : {metric}),
  }
}

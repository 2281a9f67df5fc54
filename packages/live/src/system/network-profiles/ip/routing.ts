import {type Draft, tell} from '../profile/draft.ts'
import type {CompanionKind} from '../source/ifcfg.ts'
import type {Family} from './addresses.ts'
import {putRoutes} from './route.ts'
import {parseRouteFile} from './route-file.ts'
import {putRules} from './rules.ts'

const kinds: Readonly<Record<Family, readonly CompanionKind[]>> = {
  4: ['route', 'rule'],
  6: ['route6', 'rule6'],
}

/** Puts the routes and the rules of a family into its section. */
export function putRouting(draft: Draft, family: Family): void {
  const {companions, tables} = draft.ifcfg
  const file = companions[family === 4 ? 'route' : 'route6']
  if (file !== undefined) {
    const {lines, problems} = parseRouteFile(file, {family, device: draft.device, tables})
    tell(draft, problems)
    putRoutes(draft.keyfile, {family, routes: lines})
  }
  putRules(draft, family)
}

/** A family that is switched off has no routes either. */
export function tellUnreadRouting({ifcfg, messages}: Draft, family: Family): void {
  for (const kind of kinds[family]) {
    const file = ifcfg.companions[kind]
    if (file === undefined || file.text === '') continue
    messages.push(`${file.file}: the file is left out: IPv${family} is off`)
  }
}

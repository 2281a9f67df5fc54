import {type Keyfile, put} from '../profile/keyfile.ts'
import type {RoutingTables} from '../source/routing-tables.ts'
import type {Family} from './addresses.ts'

export interface Route {
  readonly destination: string
  readonly gateway?: string
  readonly metric?: string
  /** As `route1_options` has them. */
  readonly options?: readonly string[]
}

/** What has come of the lines of a file: those that could be read, and what is to be told of the others. */
export interface ParsedLines<Line> {
  readonly lines: readonly Line[]
  readonly problems: readonly string[]
}

/** What a line of arguments is read with. */
export interface RoutingContext {
  readonly family: Family
  /** The interface of the profile. */
  readonly device: string
  readonly tables: RoutingTables
}

export function putRoutes(
  keyfile: Keyfile,
  {family, routes}: {readonly family: Family; readonly routes: readonly Route[]},
): void {
  for (const [index, route] of routes.entries()) {
    const {destination, gateway, metric, options = []} = route
    // With a metric behind it, no gateway is written as the address that means none.
    const none = metric === undefined ? undefined : family === 4 ? '0.0.0.0' : '::'
    const parts = [destination, gateway ?? none, metric].filter(part => part !== undefined)
    put(keyfile, {
      [`ipv${family}`]: {
        [`route${index + 1}`]: parts.join(','),
        [`route${index + 1}_options`]: options.join(','),
      },
    })
  }
}

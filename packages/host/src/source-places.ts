import {lstatSync, readlinkSync} from 'node:fs'
import {posix} from 'node:path'

/** Where a path of a root leads to, as that root's own system follows it. */
export interface Place {
  /** Its path without links, as the root's own system has it. */
  readonly path: string
  /** Whether a link on the way is absolute, or goes above the root: from outside it would lead elsewhere. */
  readonly leadsOut: boolean
}

/** As many links as the kernel follows, see path_resolution(7). */
const mostLinks = 40

/**
 * Follows the links of a root that lies in a folder without leaving it. Folders are looked at once, so that a great
 * many paths cost little more than their number. A circle of links has no place.
 */
export function openPlaces(root: string): (path: string) => Place | undefined {
  const known = new Map<string, Place | undefined>([['/', {path: '/', leadsOut: false}]])
  const step = (from: Place, {name, links}: {name: string; links: number}): Place | undefined => {
    if (name === '' || name === '.') return from
    if (name === '..') {
      const {path, leadsOut} = from
      return {path: posix.dirname(path), leadsOut: leadsOut || path === '/'}
    }
    const next = posix.join(from.path, name)
    const target = linkTarget(posix.join(root, next))
    if (target === undefined) return {...from, path: next}
    if (links === mostLinks) return undefined
    const start = target.startsWith('/') ? {path: '/', leadsOut: true} : from
    return target
      .split('/')
      .reduce<Place | undefined>(
        (place, part) => place && step(place, {name: part, links: links + 1}),
        start,
      )
  }
  const find = (path: string): Place | undefined => {
    if (known.has(path)) return known.get(path)
    const parent = find(posix.dirname(path))
    const place = parent && step(parent, {name: posix.basename(path), links: 0})
    known.set(path, place)
    return place
  }
  return path => find(posix.normalize(path).replace(/(?<=.)\/$/, ''))
}

function linkTarget(path: string): string | undefined {
  try {
    const found = lstatSync(path, {throwIfNoEntry: false})
    return found?.isSymbolicLink() ? readlinkSync(path) : undefined
  } catch {
    return undefined
  }
}

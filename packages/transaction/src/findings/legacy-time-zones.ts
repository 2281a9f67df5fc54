import {readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {factText, type PackageFacts} from '@livemode/host'

const file = new URL('../../files/legacy-time-zones.txt', import.meta.url)

const legacyZones: ReadonlySet<string> = new Set(
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#')),
)

const zonesFolder = '/usr/share/zoneinfo/'

/** The time zone of a machine, by where its /etc/localtime leads, or else by /etc/timezone; undefined for none. */
export function timeZoneOf(facts: PackageFacts): string | undefined {
  const target = factText(facts, '/etc/localtime')
  const path = target === undefined ? '' : posix.resolve('/etc', target)
  if (path.startsWith(zonesFolder)) return path.slice(zonesFolder.length)
  return factText(facts, '/etc/timezone')?.trim() || undefined
}

/** Whether a machine has a time zone under a name of old, or one of those that count leap seconds. */
export function hasLegacyTimeZone(facts: PackageFacts): boolean {
  const zone = timeZoneOf(facts)
  return zone !== undefined && (legacyZones.has(zone) || /^(right|posix)\//.test(zone))
}

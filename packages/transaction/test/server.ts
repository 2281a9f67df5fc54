// The plan of a captured Debian 12 with services, as it is or without something that would come.
import {fixture} from '@livemode/fixtures'
import type {PackageFacts} from '@livemode/host'
import {parseSimulation} from '@livemode/live'
import {parsePrintedUris} from '../src/apt/print-uris.ts'
import type {Resolution} from '../src/resolution.ts'
import {parseShown} from '../src/sizes.ts'
import {planFor} from './planned.ts'

export const serverFacts = (files: Readonly<Record<string, string>> = {}): PackageFacts =>
  new Map(
    Object.entries({
      '/var/lib/dpkg/status': fixture('dpkg/status-debian-12-server'),
      '/etc/apt/sources.list': 'deb http://deb.debian.org/debian bookworm main\n',
      ...files,
    }).map(([path, text]) => [path, Buffer.from(text)]),
  )

export function planServer({
  facts = serverFacts(),
  without = [],
}: {
  facts?: PackageFacts
  without?: readonly string[]
} = {}): Resolution {
  const simulation = parseSimulation(fixture('apt/simulation-server'))
  return planFor(facts, {
    simulation: {
      ...simulation,
      install: simulation.install.filter(one => !without.includes(one.package)),
    },
    uris: parsePrintedUris(fixture('apt/print-uris-server')).filter(
      one => !without.includes(one.name),
    ),
    shown: parseShown(fixture('apt/show-server')),
  })
}

import type {Container} from '@livemode/container'
import {factText, type PackageFacts, parseOsRelease} from '@livemode/host'
import type {EventPackage, PackageEvent} from './events.ts'
import {type PackageChange, parseRelease, planPackageChanges} from './plan.ts'

const packagesQuery = [
  '--query',
  '--all',
  '--queryformat=%{NAME}\\t%{VENDOR}\\t%{MODULARITYLABEL}\\n',
]
const vendorQuery = ['--query', '--whatprovides', 'system-release', '--queryformat=%{VENDOR}\\n']

/**
 * Plans what becomes of a source's packages by events, in the container that has its database: rpm tells by their vendor which of them
 * are of its distribution, and the userspace which release it is of.
 */
export async function readPackageChanges(
  container: Container,
  {
    events,
    facts,
    ofSource,
  }: {
    readonly events: readonly PackageEvent[]
    readonly facts: PackageFacts
    /** Has rpm read the source's database. */
    readonly ofSource: string
  },
): Promise<readonly PackageChange[]> {
  if (events.length === 0) return []
  const ask = async (argv: readonly string[]) => (await container.exec(argv)).stdout
  const [vendor = ''] = (await ask(['rpm', ofSource, ...vendorQuery])).split('\n')
  const [architecture = '', ...own] = (
    await ask(['sh', '-euc', 'uname -m; cat /etc/os-release'])
  ).split('\n')
  const versionOf = (text: string) => parseRelease(parseOsRelease(text).versionId ?? '')
  return planPackageChanges(events, {
    installed: parsePackages(await ask(['rpm', ofSource, ...packagesQuery]), vendor),
    architecture,
    source: versionOf(factText(facts, '/etc/os-release') ?? ''),
    target: versionOf(own.join('\n')),
  })
}

/** Parses what rpm tells of the packages that a vendor has made; a module's label has more than its stream. */
export const parsePackages = (text: string, vendor: string): readonly EventPackage[] =>
  text.split('\n').flatMap(line => {
    const [name = '', its, label = ''] = line.split('\t')
    if (its !== vendor || name === 'gpg-pubkey') return []
    const [, stream = null] = /^([^:]+:[^:]+):/.exec(label) ?? []
    return [{name, stream}]
  })

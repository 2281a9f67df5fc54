import {createHash} from 'node:crypto'
import {ensureLayer, type Session} from '@livemode/container'

/** Takes lines of progress. */
export type Log = (line: string) => void

/** What makes RPMs of Debian's packages, and what installs them. */
const packages = [
  'createrepo-c',
  'curl',
  'dnf',
  'gpg',
  'gpg-agent',
  'kmod',
  'openssl',
  'python3',
  'dnf-plugins-core',
  'rpm',
  'xz-utils',
  'zstd',
]

const install = [
  ['apt-get', 'update', '--quiet'],
  ['apt-get', 'install', '--quiet', '--yes', '--no-install-recommends', ...packages],
]

/** The name of an image that these inputs make. */
export function imageName(layer: string, inputs: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
  return `livemode/${layer}:${hash.slice(0, 16)}`
}

/**
 * The image of a Debian 13, `from`, with the programs that releases are made with. Gives its reference; made only once, whatever
 * else the first Debian 13 has: none of that comes into a release.
 */
export async function ensureBuilder(
  session: Session,
  {from, log}: {from: string; log: Log},
): Promise<string> {
  const layer = 'fixture-linux-builder'
  const reference = imageName(layer, {install})
  await ensureLayer(session, from, {reference, layer}, async container => {
    for (const argv of install) {
      await container.exec(argv, {onLine: log, environment: {DEBIAN_FRONTEND: 'noninteractive'}})
    }
  })
  return reference
}

import type {ReleaseId} from './releases.ts'

/** A package that is made of nothing but `files/packages`. */
export interface OwnPackage {
  readonly version: string
  readonly summary: string
  readonly requires?: readonly string[]
  readonly provides?: readonly string[]
  readonly obsoletes?: readonly string[]
}

/** The packages of a release that Debian does not have. */
export const ownPackages = (
  id: ReleaseId,
  obsoletes: readonly string[],
): Readonly<Record<string, OwnPackage>> => ({
  'crypto-policies': {version: `${id}.1`, summary: 'What cryptography is allowed, in name only'},
  'dracut-config-generic': {
    version: `${id}.1`,
    summary: 'An initramfs is made for any machine',
    requires: ['dracut'],
  },
  'fixture-release': {
    version: `${id}.0`,
    summary: `Fixture Linux ${id}: os-release, repositories, key and presets`,
    // dnf takes $releasever from here, see "distroverpkg" in dnf.conf(5).
    provides: ['system-release', `system-release(releasever) = ${id}`],
    obsoletes,
  },
  ...(id === '8'
    ? {
        'fixture-greeting': {version: '1.0', summary: 'Has another name in the next release'},
        'fixture-legacy': {version: '1.0', summary: 'Is not in the next release any more'},
      }
    : {
        'fixture-welcome': {
          version: '2.0',
          summary: 'Had another name in the release before',
          provides: ['fixture-greeting = 2.0'],
          obsoletes: ['fixture-greeting < 2.0'],
        },
      }),
})

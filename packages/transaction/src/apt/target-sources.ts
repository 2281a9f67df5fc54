import type {ArchiveRepository} from '@livemode/userspace'

/** The repositories as a file of sources.list(5), in the form of deb822. */
export const renderTargetSources = (
  repositories: readonly (ArchiveRepository & {readonly architectures?: readonly string[]})[],
  {architectures}: {architectures: readonly string[]},
): string =>
  repositories
    .map(({uri, suites, components, signedBy, architectures: own}) =>
      [
        'Types: deb',
        `URIs: ${uri}`,
        `Suites: ${suites.join(' ')}`,
        `Components: ${components.join(' ')}`,
        `Architectures: ${(own ?? architectures).join(' ')}`,
        `Signed-By: ${signedBy}`,
        '',
      ].join('\n'),
    )
    .join('\n')

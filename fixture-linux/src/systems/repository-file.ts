import {repositoryIds} from '../tables/releases.ts'

/** Where a server has the public key that a release is signed by; `id` may be dnf's `$releasever`. */
export const keyUrl = (address: string, id: string): string =>
  `${address}/${id}/RPM-GPG-KEY-fixture-${id}`

/**
 * The repositories at the address of a server, as a file of `yum.repos.d`: packages and metadata have to be signed. dnf puts
 * the release and the architecture in, see "VARIABLES" in dnf.conf(5).
 */
export const renderRepositoryFile = (address: string): string =>
  repositoryIds
    .map(
      id => `[${id}]
name=Fixture Linux $releasever - ${id}
baseurl=${address}/$releasever/${id}/$basearch/
enabled=1
gpgcheck=1
repo_gpgcheck=1
gpgkey=${keyUrl(address, '$releasever')}
`,
    )
    .join('\n')

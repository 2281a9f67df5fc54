import type {DnfTransaction} from '@livemode/config'
import type {RpmRepository} from '@livemode/userspace'

const keysFolder = '/etc/pki/rpm-gpg'

/** Whether a machine can have a repository as it is configured where the plan is made: no folder of that machine, no certificate. */
export const isForMachine = ({baseurl, certificates}: RpmRepository): boolean =>
  !baseurl.some(uri => uri.startsWith('file:')) && Object.keys(certificates).length === 0

/** Plans what the upgraded system gets of the repositories that its packages come from. Users and passwords are not among it. */
export const planTargetRepositories = (
  repositories: readonly RpmRepository[],
): DnfTransaction['targetRepositories'] =>
  repositories.filter(isForMachine).map(repository => {
    const {id, keys} = repository
    const keyFiles = keys.map((content, index) => ({
      path: `${keysFolder}/RPM-GPG-KEY-livemode-${id}-${index + 1}`,
      content: content.toString('utf8'),
    }))
    const file = {
      path: `/etc/yum.repos.d/livemode-${id}.repo`,
      content: render(
        repository,
        keyFiles.map(({path}) => `file://${path}`),
      ),
    }
    return {id, files: [...keyFiles, file]}
  })

function render(repository: RpmRepository, keyUrls: readonly string[]): string {
  const {id, name, baseurl, mirrorlist, metalink, checksMetadata, choices} = repository
  const options = {
    name,
    baseurl: baseurl.join(' '),
    mirrorlist,
    metalink,
    enabled: '1',
    gpgcheck: '1',
    repo_gpgcheck: checksMetadata ? '1' : '0',
    gpgkey: keyUrls.join(' '),
    ...choices,
  }
  const lines = Object.entries(options).flatMap(([option, value]) =>
    value ? [`${option}=${value}\n`] : [],
  )
  return `# What the upgrade had its packages from.\n[${id}]\n${lines.join('')}`
}

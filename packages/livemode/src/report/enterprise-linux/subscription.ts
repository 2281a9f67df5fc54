import type {Host} from '@livemode/host'
import type {ElTarget} from '@livemode/userspace'
import {when} from '../finding.ts'
import type {ElCheck} from './check.ts'

/** Where repositories let only those in who have a certificate of a subscription. */
const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname : undefined)

export const certificatesAreNamed: ElCheck = ({host: {subscription}, targetSources}) => {
  const closed = ['cdn.redhat.com', hostOf(subscription?.content ?? '')]
  const repositories = targetSources?.family === 'el' ? targetSources.repositories : []
  const without = repositories.filter(
    ({baseurl, certificates}) =>
      certificates.sslclientcert === undefined &&
      baseurl.some(address => closed.includes(hostOf(address))),
  )
  return when(without.length > 0, () => ({
    id: 'subscription-certificate-missing',
    severity: 'inhibitor',
    sentence: `who has no certificate of a subscription does not get into ${without.map(({id, baseurl}) => `[${id}] of ${hostOf(baseurl[0] ?? '')}`).join(', ')}`,
    remedy:
      'give it those of a registered machine: sslclientcert=/etc/pki/entitlement/NUMBER.pem, sslclientkey=/etc/pki/entitlement/NUMBER-key.pem, sslcacert=/etc/rhsm/ca/redhat-uep.pem',
  }))
}

/** What names the repositories of a machine's own distribution, for who has to name them. */
export function describeRepositories(
  {rpmPackages, subscription, os}: Pick<Host, 'rpmPackages' | 'subscription' | 'os'>,
  {releasever}: Pick<ElTarget, 'releasever'>,
): string {
  const [client] = rpmPackages?.rhuiClients ?? []
  if (client !== undefined) {
    return `; this machine has its own by ${client}: the client for release ${releasever} has them`
  }
  if (os.id !== 'rhel' || subscription === undefined) return ''
  const ids = ['baseos', 'appstream'].map(part => `rhel-${releasever}-for-x86_64-${part}-rpms`)
  return `; with a subscription they are ${ids.join(' and ')} of ${subscription.content ?? 'https://cdn.redhat.com'}`
}

/** What is upgraded has its repositories from the same source as before. */
export const subscriptionGoesOn: ElCheck = ({host: {os, subscription, rpmPackages}, target}) => {
  if (os.id !== 'rhel' || subscription === undefined) return []
  const {isRegistered, certificates, release, server} = subscription
  const isOpen = rpmPackages !== undefined && rpmPackages.rhuiClients.length === 0
  return [
    ...when(isOpen && !isRegistered, () => ({
      id: 'subscription-missing',
      severity: 'warning',
      sentence: `this machine is registered nowhere: ${target.title} will have no repositories, and get no updates`,
      remedy: 'subscription-manager register',
    })),
    ...when(isOpen && isRegistered && certificates === 0, () => ({
      id: 'subscription-missing',
      severity: 'warning',
      sentence: `this machine is registered${server === null ? '' : ` at ${server}`}, and no certificate in /etc/pki/entitlement opens a repository to it`,
      remedy: 'subscription-manager refresh',
    })),
    ...when(release !== null, () => ({
      id: 'release-held',
      severity: 'warning',
      sentence: `the subscription holds the repositories of this machine at ${release}, and would do so after the upgrade`,
      remedy: 'after the upgrade: subscription-manager release --unset',
    })),
  ]
}

/** The client of a release brings the repositories of that release, and no other ones. */
export const cloudClientFollows: ElCheck = ({host: {rpmPackages}, target}) => {
  const clients = rpmPackages?.rhuiClients ?? []
  const next = clients.map(name => name.replace(/rhel\d+/, `rhel${target.releasever}`))
  return when(clients.length > 0, () => ({
    id: 'rhui-client-of-source',
    severity: 'warning',
    sentence: `the repositories of this machine come from its cloud by ${clients.join(', ')}, for this release: ${target.title} would have the old ones`,
    remedy: `have the one for release ${target.releasever} in the repositories that are named, or install it after the upgrade: dnf install ${next.join(' ')}`,
  }))
}

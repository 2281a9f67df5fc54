// A machine of a subscription or of a cloud keeps its repositories, or is told how.
import type {Host} from '@livemode/host'
import {planElSources} from '@livemode/userspace'
import {plain, sizes, testFindings} from '../../../test/enterprise-linux.ts'

type Subscription = NonNullable<Host['subscription']>

const cdn = 'https://cdn.redhat.com'
const registered: Subscription = {
  isRegistered: true,
  certificates: 1,
  server: 'subscription.rhsm.redhat.com',
  content: cdn,
  release: null,
}
const packages = (rhuiClients: readonly string[]) => ({
  weaklySigned: {count: 0, examples: []},
  rhuiClients,
})
const withSubscription = (
  changes: Partial<Subscription>,
  clients: readonly string[] = [],
): {host: Host} => ({
  host: {
    ...plain,
    subscription: {...registered, ...changes},
    rpmPackages: packages(clients),
  },
})
const inCloud: Host = {...plain, rpmPackages: packages(['rhui-azure-rhel8'])}

const repository = (address: string, certificates = {}) =>
  planElSources([
    {
      id: 'rhel-9-baseos',
      name: 'BaseOS',
      baseurl: [`${address}/content/dist/rhel9/9/x86_64/baseos/os`],
      mirrorlist: null,
      metalink: null,
      keys: [],
      checksMetadata: false,
      certificates,
      choices: {},
    },
  ])
const closed = (host: string) => [
  'inhibitor subscription-certificate-missing',
  `who has no certificate of a subscription does not get into [rhel-9-baseos] of ${host}`,
  'give it those of a registered machine: sslclientcert=/etc/pki/entitlement/NUMBER.pem, sslclientkey=/etc/pki/entitlement/NUMBER-key.pem, sslcacert=/etc/rhsm/ca/redhat-uep.pem',
]
const unnamed = (more: string) => [
  'inhibitor repositories-not-named',
  'Enterprise Linux 9 has no repositories of its own: each distribution has others',
  `name the .repo files of the one that this machine becomes (repositories), or an image that has been built (--out, --from)${more}`,
]
const cloudClient = [
  'warning rhui-client-of-source',
  'the repositories of this machine come from its cloud by rhui-azure-rhel8, for this release: Enterprise Linux 9 would have the old ones',
  'have the one for release 9 in the repositories that are named, or install it after the upgrade: dnf install rhui-azure-rhel9',
]
const satellite = {content: 'https://satellite.example.org/pulp/content'}

testFindings({
  'a registered machine': {given: withSubscription({}), findings: []},
  'one that is not': {
    given: withSubscription({isRegistered: false, certificates: 0}),
    findings: [
      [
        'warning subscription-missing',
        'this machine is registered nowhere: Enterprise Linux 9 will have no repositories, and get no updates',
        'subscription-manager register',
      ],
    ],
  },
  'one without a certificate': {
    given: withSubscription({certificates: 0}),
    findings: [
      [
        'warning subscription-missing',
        'this machine is registered at subscription.rhsm.redhat.com, and no certificate in /etc/pki/entitlement opens a repository to it',
        'subscription-manager refresh',
      ],
    ],
  },
  'one that is held at a release': {
    given: withSubscription({release: '8.10'}),
    findings: [
      [
        'warning release-held',
        'the subscription holds the repositories of this machine at 8.10, and would do so after the upgrade',
        'after the upgrade: subscription-manager release --unset',
      ],
    ],
  },
  'a machine of a cloud is registered nowhere': {
    given: withSubscription({isRegistered: false, certificates: 0}, ['rhui-azure-rhel8']),
    findings: [cloudClient],
  },
  'no repositories, with a subscription': {
    given: {...withSubscription(satellite), config: {}, sizes},
    findings: [
      unnamed(
        '; with a subscription they are rhel-9-for-x86_64-baseos-rpms and rhel-9-for-x86_64-appstream-rpms of https://satellite.example.org/pulp/content',
      ),
    ],
  },
  'no repositories, in a cloud': {
    given: {host: inCloud, config: {}, sizes},
    findings: [
      unnamed('; this machine has its own by rhui-azure-rhel8: the client for release 9 has them'),
      cloudClient,
    ],
  },
  'a repository of Red Hat’s without a certificate': {
    given: {host: plain, targetSources: repository(cdn)},
    findings: [closed('cdn.redhat.com')],
  },
  'the same with one': {
    given: {
      host: plain,
      targetSources: repository(cdn, {sslclientcert: Buffer.from('x')}),
    },
    findings: [],
  },
  'a repository of the Satellite of the machine without a certificate': {
    given: {
      ...withSubscription(satellite),
      targetSources: repository('https://satellite.example.org/pulp'),
    },
    findings: [closed('satellite.example.org')],
  },
  'one that is open': {
    given: {...withSubscription(satellite), targetSources: repository('https://example.org')},
    findings: [],
  },
})

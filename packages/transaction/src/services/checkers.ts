import type {Finding} from '@livemode/config'
import type {ServiceId, ServiceObservation} from '@livemode/host'

/** How the target's own program checks the configuration of a service. */
export interface ServiceChecker {
  /** What the reader knows it as. */
  readonly title: string
  /** The package of the target that has the program; the service is checked where the plan has it. */
  readonly package: RegExp
  /** What its configuration may need besides, as far as the plan has it. */
  readonly companions?: RegExp
  /** What a configuration that is not accepted means: a machine that nobody reaches is refused. */
  readonly severity: Finding['severity']
  /** What the service's unit or its package's scripts make, in the words of a shell. */
  readonly prepare?: string
  readonly commands: (input: {
    readonly package: string
    readonly service: ServiceObservation
  }) => readonly (readonly string[])[]
  /** What fails in a container alone: the addresses and the servers of the machine are not there. */
  readonly harmless?: RegExp
  /** A server that cannot be found in a container; its name is the first group, and it is given an address. */
  readonly unknownServer?: RegExp
}

/** The services whose configuration is checked, in the order of their findings. */
export const serviceCheckers = {
  openssh: {
    title: 'sshd',
    package: /^openssh-server$/,
    severity: 'inhibitor',
    prepare: 'mkdir -p -m 0755 /run/sshd',
    commands: () => [['/usr/sbin/sshd', '-t']],
  },
  nginx: {
    title: 'nginx',
    package: /^nginx$/,
    companions: /^libnginx-mod-/,
    severity: 'warning',
    prepare: 'mkdir -p /var/log/nginx /var/lib/nginx',
    commands: () => [['/usr/sbin/nginx', '-t', '-q']],
    harmless: /bind\(\) to \S+ failed \(99:|socket\(\) \S+ failed \(97:/,
    unknownServer: /host not found in (?:\w+ )*"(?:\w+:\/\/)?([^":/]+)/,
  },
  dovecot: {
    title: 'dovecot',
    package: /^dovecot-core$/,
    companions: /^dovecot-/,
    severity: 'warning',
    commands: () => [['/usr/bin/doveconf', '-n']],
  },
  'php-fpm': {
    title: 'php-fpm',
    package: /^php\d+\.\d+-fpm$/,
    severity: 'warning',
    prepare: 'mkdir -p /run/php',
    commands: ({package: name, service}) =>
      service.files
        .filter(path => path.endsWith('/php-fpm.conf'))
        .map(path => [
          `/usr/sbin/php-fpm${name.replace(/^php|-fpm$/g, '')}`,
          '-t',
          // Its modules are configured by the scripts of their packages.
          '-n',
          '-y',
          path,
        ]),
  },
  sudo: {
    title: 'sudo',
    package: /^sudo(-ldap)?$/,
    severity: 'warning',
    commands: () => [['/usr/sbin/visudo', '-c', '-f', '/etc/sudoers']],
  },
  bind: {
    title: 'named',
    package: /^bind9-utils$/,
    companions: /^bind9$/,
    severity: 'warning',
    prepare: 'mkdir -p /var/cache/bind /run/named',
    commands: () => [['/usr/bin/named-checkconf']],
  },
} satisfies Record<ServiceId, ServiceChecker>

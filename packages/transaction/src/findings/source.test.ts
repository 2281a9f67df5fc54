// What was seen on a source is found where it matters, and not in the nearest source where it does not.
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import test from 'ava'
import {debian12, factsWith, planFor, planWith, planWithout} from '../../test/planned.ts'
import type {Resolution} from '../resolution.ts'
import {checkResolution} from './index.ts'

const find = (id: string, resolution: Resolution) =>
  checkResolution(resolution)
    .filter(finding => finding.id === id)
    .map(({severity, sentence}) => `${severity}: ${sentence}`)

/** The plan of a source with packages more, whatever becomes of them. */
function planAlso({
  installed = [],
  coming = [],
  files = {},
}: {
  installed?: readonly string[]
  coming?: readonly string[]
  files?: Readonly<Record<string, string>>
}): Resolution {
  const facts = factsWith(files, status =>
    installed.reduce(
      (text, name) =>
        `${text.trimEnd()}\n\nPackage: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n`,
      status,
    ),
  )
  const plan = planFor(facts)
  const added = coming.map(name => ({package: `${name}:amd64`, version: '2'}))
  return {
    ...plan,
    transaction: {...plan.transaction, new: [...plan.transaction.new, ...added]},
  }
}

const upgrading = (plan: Resolution, one: {package: string; from: string; to: string}) => ({
  ...plan,
  transaction: {...plan.transaction, upgrade: [...plan.transaction.upgrade, one]},
})

const host = (name: string, change: Partial<Host> = {}): Host => ({
  ...parseHost(fixture(`hosts/${name}.json`), {file: name}),
  ...change,
})

test('a source on which there is nothing to see', t => {
  t.deepEqual(
    checkResolution(planWith({host: host('debian-12-ext4')})).filter(({id}) =>
      /^(source-|service-|php|postgres|maria|python|tmp|immutable|linked|ssh|esp|grub|policy)/.test(
        id,
      ),
    ),
    [],
  )
})

test('source-not-observed', t => {
  const id = 'source-not-observed'
  const {evidence, ...plan} = planFor()
  t.is(find(id, {...plan, evidence: {...evidence, observations: undefined}}).length, 1)
  t.deepEqual(find(id, planWith({observations: {immutableFiles: null}})), [
    'warning: there is no lsattr on the machine: whether files are immutable was not checked',
  ])
})

test('service-config-breaks and service-config-unchecked', t => {
  const check = (id: 'openssh' | 'nginx', result: 'accepted' | 'refused' | 'unknown') =>
    planWith({services: [{id, result, lines: [' first ', 'second', 'third', 'fourth']}]})
  const breaks = 'service-config-breaks'
  t.deepEqual(find(breaks, check('openssh', 'refused')), [
    'inhibitor: sshd of Debian 13 would not start with its configuration: first / second / third',
  ])
  t.deepEqual(find(breaks, check('nginx', 'refused')), [
    'warning: nginx of Debian 13 would not start with its configuration: first / second / third',
  ])
  t.deepEqual(find(breaks, check('openssh', 'accepted')), [])
  t.deepEqual(find(breaks, check('openssh', 'unknown')), [])
  t.deepEqual(find('service-config-unchecked', check('openssh', 'unknown')), [
    'warning: whether sshd of Debian 13 starts with its configuration is not known: first / second / third',
  ])
})

test('conffile-question', t => {
  const conffiles = {kept: ['/etc/a'], deleted: ['/etc/b'], ucf: ['/etc/c'], unknown: ['/etc/d']}
  t.deepEqual(find('conffile-question', planWith({conffiles})), [
    'warning: changed here and in the target, so that they stay as they are: /etc/a',
    'warning: changed here, and perhaps in the target, so that they stay as they are: /etc/c',
    'warning: deleted here, so that the target’s are not put there: /etc/b',
    'warning: changed here, and not known whether they change in the target: /etc/d',
  ])
  t.deepEqual(find('conffile-question', planWith({})), [])
})

test('postgresql-cluster and postgresql-collation', t => {
  const observations = {postgresqlClusters: [{version: '15', name: 'main'}]}
  const plan = planAlso({installed: ['postgresql-15']})
  t.deepEqual(find('postgresql-cluster', planWith({observations}, plan)), [
    'warning: the target does not upgrade the PostgreSQL clusters 15/main: they stay what they are, on packages without security updates',
  ])
  const stays = planAlso({coming: ['postgresql-15']})
  t.deepEqual(find('postgresql-cluster', planWith({observations}, stays)), [])
  t.deepEqual(find('postgresql-cluster', planWith({}, plan)), [])

  const id = 'postgresql-collation'
  t.deepEqual(find(id, planWith({observations})), [
    'warning: libc sorts text in another order from 2.41 on than in 2.36: indexes of the PostgreSQL clusters 15/main may be wrong after the upgrade',
  ])
  t.deepEqual(find(id, planWith({observations}, planWithout(['libc6']))), [])
})

test('mariadb-clean-shutdown', t => {
  const plan = planAlso({installed: ['mariadb-server']})
  const seen = (isRunning: boolean, end: 'clean' | 'crashed' | 'unknown') =>
    find(
      'mariadb-clean-shutdown',
      planWith({observations: {mariadb: [{folder: '/var/lib/mysql', isRunning, end}]}}, plan),
    )
  t.deepEqual(seen(false, 'crashed'), [
    'inhibitor: MariaDB was not shut down, and what is left so is not made to be recovered by its new version: /var/lib/mysql',
  ])
  t.deepEqual(seen(true, 'crashed'), [])
  t.deepEqual(seen(false, 'clean'), [])
  t.deepEqual(seen(false, 'unknown'), [])
})

test('php-pool', t => {
  const id = 'php-pool'
  const files = {'/etc/nginx/sites-enabled/x': 'fastcgi_pass unix:/run/php/php8.2-fpm.sock;\n'}
  t.deepEqual(find(id, planAlso({installed: ['php8.2-fpm'], coming: ['php8.4-fpm'], files})), [
    'warning: php8.2-fpm makes room for php8.4-fpm: the pools in /etc/php/8.2/fpm are not taken over, and its socket is named in /etc/nginx/sites-enabled/x',
  ])
  t.deepEqual(find(id, planAlso({installed: ['php8.2-fpm']})), [])
  t.deepEqual(find(id, planAlso({installed: ['php8.4-fpm'], coming: ['php8.4-fpm']})), [])
})

test('python-venv', t => {
  const id = 'python-venv'
  const python = {package: 'python3:amd64', from: '3.11.2-1+b1', to: '3.13.5-1'}
  const seen = (version: string, home = '/usr/bin', isComplete = true) =>
    planWith({
      observations: {pythonVenvs: {found: [{path: '/srv/app', version, home}], isComplete}},
    })
  t.deepEqual(find(id, upgrading(seen('3.11.2'), python)), [
    'warning: Python becomes 3.13, and these environments are for another version: /srv/app (3.11)',
  ])
  t.regex(find(id, upgrading(seen('3.11.2', '/usr/bin', false), python))[0] ?? '', /perhaps others/)
  t.deepEqual(find(id, upgrading(seen('3.13.1'), python)), [])
  t.deepEqual(find(id, upgrading(seen('3.11.2', '/opt/python/bin'), python)), [])
  t.deepEqual(find(id, seen('3.11.2')), [])
})

test('linked-folder', t => {
  t.deepEqual(find('linked-folder', planWith({observations: {linkedFolders: ['/home']}})), [
    'inhibitor: packages have files in /home, which an absolute link takes elsewhere: dpkg cannot follow it from the live system',
  ])
})

test('immutable-file', t => {
  const seen = (path: string, packages: readonly string[]) =>
    find(
      'immutable-file',
      planWith({observations: {immutableFiles: [{path, packages: [...packages]}]}}),
    )
  t.deepEqual(seen('/usr/bin/ssh', ['openssh-client']), [
    'inhibitor: the upgrade replaces what is set immutable or to be appended to only: /usr/bin/ssh',
  ])
  t.is(seen('/usr/lib/x86_64-linux-gnu/libc.so.6', ['libc6:amd64']).length, 1)
  t.is(seen('/etc/passwd', []).length, 1)
  t.deepEqual(seen('/etc/resolv.conf', []), [])
  t.deepEqual(seen('/opt/own', ['of-somebody-else']), [])
})

test('tmp-becomes-tmpfs', t => {
  const id = 'tmp-becomes-tmpfs'
  const temporaryFiles = {files: 2, bytes: 3_000_000, examples: ['/tmp/a', '/tmp/b']}
  const ext4 = host('debian-12-ext4')
  const seen = (change: Partial<Host> = {}, decidesTmpMount = false) =>
    find(
      id,
      planWith({
        host: {...ext4, ...change},
        observations: {temporaryFiles, decidesTmpMount},
      }),
    )
  t.deepEqual(seen(), [
    'warning: /tmp is in memory after the upgrade, and the 2 files that are in it now (3 MB, such as /tmp/a, /tmp/b) are hidden',
  ])
  t.deepEqual(seen({memoryBytes: 5_000_000}), [
    'warning: /tmp is in memory after the upgrade, of which it may have half: the 3 MB that are in it now would not fit',
  ])
  t.deepEqual(seen({fstab: `${ext4.fstab}\nUUID=1 /tmp ext4 defaults 0 2\n`}), [])
  t.is(seen({fstab: `${ext4.fstab}\nUUID=1 /tmp/x ext4 defaults 0 2\n`}).length, 1)
  t.deepEqual(seen({}, true), [])
})

test('sysctl-conf-not-read', t => {
  const id = 'sysctl-conf-not-read'
  const text = '# vm.x = 1\nnet.ipv4.ip_forward=1\nvm/swappiness = 10\n'
  const file = '/etc/sysctl.conf'
  t.deepEqual(find(id, planFor(factsWith({[file]: text}))), [
    'warning: the target does not read /etc/sysctl.conf any more, which sets net.ipv4.ip_forward, vm.swappiness',
  ])
  const linked = {[file]: text, '/etc/sysctl.d/99-sysctl.conf': text}
  t.is(find(id, planFor(factsWith(linked))).length, 1)
  t.deepEqual(find(id, planFor(factsWith({[file]: text, '/etc/sysctl.d/50-own.conf': text}))), [])
  t.deepEqual(find(id, planFor(factsWith({[file]: '# net.ipv4.ip_forward=1\n'}))), [])
})

test('plain-dm-crypt-defaults', t => {
  const id = 'plain-dm-crypt-defaults'
  const crypttab = (line: string) => find(id, planFor(factsWith({'/etc/crypttab': `${line}\n`})))
  t.deepEqual(crypttab('data /dev/vdb none plain'), [
    'inhibitor: /etc/crypttab does not say how data is encrypted, and what is usual has changed: the target would read something else from it',
  ])
  t.is(crypttab('data /dev/vdb none plain,cipher=aes-cbc-essiv:sha256,size=256').length, 1)
  t.deepEqual(
    crypttab('data /dev/vdb none plain,cipher=aes-cbc-essiv:sha256,size=256,hash=ripemd160'),
    [],
  )
  t.deepEqual(crypttab('data /dev/vdb /key plain,cipher=aes-xts-plain64,size=512'), [])
  t.deepEqual(crypttab('swap /dev/vdb /dev/urandom plain,swap'), [])
  t.deepEqual(crypttab('data /dev/vdb none luks'), [])
})

test('ssh-dsa-key of the server', t => {
  const id = 'ssh-dsa-key'
  const [old, other] = [
    {path: '/etc/ssh/ssh_host_dsa_key', type: 'dsa'},
    {path: '/etc/ssh/ssh_host_rsa_key', type: 'rsa'},
  ]
  t.deepEqual(find(id, planWith({observations: {sshHostKeys: [old]}})), [
    'inhibitor: sshd of the target does not know DSA, and has no other host key than /etc/ssh/ssh_host_dsa_key: it would not start',
  ])
  t.deepEqual(find(id, planWith({observations: {sshHostKeys: [old, other]}})), [
    'warning: sshd of the target does not know DSA: it does not use the host key /etc/ssh/ssh_host_dsa_key',
  ])
  t.deepEqual(find(id, planWith({observations: {sshHostKeys: [other]}})), [])
})

test('ssh-dsa-key of users', t => {
  const id = 'ssh-dsa-key'
  const file = '/etc/ssh/sshd_config'
  const seen = (types: readonly string[], configuration = '') =>
    find(
      id,
      planWith(
        {
          observations: {
            authorizedKeys: [{path: '/root/.ssh/authorized_keys', types: [...types]}],
            services: {openssh: {files: [file], links: {}, folders: [], named: [], omitted: []}},
          },
        },
        planFor(factsWith({[file]: configuration})),
      ),
    )
  const noPasswords = 'PasswordAuthentication no\n'
  t.deepEqual(seen(['ssh-dss'], noPasswords), [
    'inhibitor: nobody could log in by ssh: the target does not know DSA, and there are no other keys than those in /root/.ssh/authorized_keys',
  ])
  const warning =
    'warning: the target does not know DSA: keys of that kind do not log in any more, see /root/.ssh/authorized_keys'
  t.deepEqual(seen(['ssh-dss']), [warning])
  t.deepEqual(seen(['ssh-dss', 'ssh-ed25519'], noPasswords), [warning])
  t.deepEqual(seen(['ssh-rsa'], noPasswords), [])
})

test('esp-not-mounted', t => {
  const id = 'esp-not-mounted'
  const plan = planAlso({coming: ['grub-efi-amd64']})
  const uefi = host('debian-12-ext4')
  const seen = (change: Partial<Host>, resolution = plan) =>
    find(id, planWith({host: {...uefi, ...change}}, resolution))
  t.deepEqual(seen({}), [])
  const without = JSON.parse(
    JSON.stringify(uefi.mounts).replace('"/boot/efi"', '"/media/efi"'),
  ) as Host['mounts']
  t.deepEqual(seen({mounts: without}), [
    'inhibitor: grub-efi-amd64 would not reach the EFI system partition: it is not mounted',
  ])
  const [root] = uefi.mounts
  const readOnly = (root?.children ?? []).map(one =>
    one.target === '/boot/efi' ? {...one, options: 'ro,relatime'} : one,
  )
  t.deepEqual(seen({mounts: root ? [{...root, children: readOnly}] : []}), [
    'inhibitor: grub-efi-amd64 would not reach the EFI system partition: /boot/efi is mounted read-only',
  ])
  t.deepEqual(seen({mounts: without, firmware: 'bios'}), [])
  t.deepEqual(seen({mounts: without}, planFor()), [])
})

test('grub-install-device', t => {
  const id = 'grub-install-device'
  const seen = (name: string, device: string | null, resolution = planFor()) =>
    find(
      id,
      planWith(
        {host: host('debian-12-ext4'), observations: {grubDevices: [{name, device}]}},
        resolution,
      ),
    )
  const gone = '/dev/disk/by-id/ata-gone'
  t.deepEqual(seen(gone, null), [
    `inhibitor: GRUB would be installed on ${gone} (there is no such device), and /boot is on vda`,
  ])
  t.deepEqual(seen('/dev/disk/by-id/x', '/dev/vdb'), [
    'inhibitor: GRUB would be installed on /dev/disk/by-id/x (/dev/vdb), and /boot is on vda',
  ])
  t.deepEqual(seen('/dev/disk/by-id/x', '/dev/vda'), [])
  t.deepEqual(seen(gone, null, planWithout(['grub-pc'], debian12)), [])
})

test('policy-rc.d', t => {
  t.is(find('policy-rc.d', planWith({observations: {hasPolicyRcD: true}})).length, 1)
  t.deepEqual(find('policy-rc.d', planWith({})), [])
})

import {mkdir, readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {
  copyRelease,
  ensureRelease,
  ensureSystem,
  type ReleaseId,
  readCopy,
} from '@livemode/fixture-linux'
import {ensureRecipe, ensureToolbox, planElSources} from '@livemode/userspace'
import {makeOnce} from '../disks/made-once.ts'
import {file} from '../disks/source-file.ts'
import type {SourceFamily} from './family.ts'

/** What its source machines become. */
const next: ReleaseId = '9'

/** Fixture Linux, which is to Enterprise Linux as a scenario is to a machine: docs/decisions/test-distribution.md. */
export const fixture = {
  os: {id: 'fixture', idLike: ['rhel', 'fedora']},
  sshdUnit: 'sshd.service',
  // With what is essential on Debian, and so there without being named.
  systemPackages: [
    'coreutils',
    'crypto-policies',
    'dbus',
    'diffutils',
    'dnf',
    'findutils',
    'fixture-release',
    'grep',
    'gzip',
    'hostname',
    'kmod',
    'openssh-server',
    'passwd',
    'rpm',
    'sed',
    'systemd',
    'systemd-udev',
    'tar',
    'util-linux',
  ],
  bootPackages: ['dracut-config-generic', 'e2fsprogs', 'kernel', 'zstd'],
  async ensureRoot(session, {version, packages, isBootable, log}) {
    const id = version as ReleaseId
    // It is a Debian 13 with apt.
    const from = await ensureToolbox(session, {log})
    const image = await ensureRelease(session, {id, from, log})
    // As that of Enterprise Linux 8 is.
    const database = id === '8' ? 'bdb' : 'own'
    const root = await ensureSystem(session, {id, image, packages, database, log})
    if (!isBootable) return root
    const script = await readFile(new URL('./fixture-boot-files.sh', import.meta.url), 'utf8')
    return ensureRecipe(session, {from: root, layer: 'source-boot-files', script, log})
  },
  async ensureTargetSources(session, {cache, log}) {
    const from = await ensureToolbox(session, {log})
    const image = await ensureRelease(session, {id: next, from, log})
    // By its name: layers are named by where their packages come from.
    const folder = join(cache, 'fixture-linux', image.replace(/.*:/, ''))
    await makeOnce(folder, {
      inputs: image,
      make: async name => {
        const incomplete = join(dirname(folder), name)
        await mkdir(incomplete)
        await copyRelease(session, {id: next, image, folder: incomplete})
      },
    })
    return planElSources(await readCopy({id: next, folder}))
  },
  bootFiles: {kernel: '/boot/vmlinuz-*', initramfs: '/boot/initramfs-*.img'},
  quickInitramfs: file('/etc/dracut.conf.d/compression.conf', 'compress="zstd -1"\n'),
  kernelFiles: release => [`/boot/vmlinuz-${release}`, `/boot/initramfs-${release}.img`],
  packageQuestions: () => [
    {
      what: 'rpm --verify, but for changed configurations, and what depmod and systemd-tmpfiles make',
      command: `rpm --verify --all --nodeps | grep --invert-match \
        -e '^[^ ]*  c /' -e ' /usr/lib/modules/[^/]*/modules[.]' -e ' /etc/credstore' || true`,
      answer: '',
    },
    {what: 'rpmdb --verifydb', command: 'rpmdb --verifydb', answer: ''},
    {
      what: 'databases of another format',
      command:
        "ls -A /var/lib/rpm | grep --invert-match -e '^rpmdb.sqlite' -e '^.rpm.lock$' || true",
      answer: '',
    },
    {
      what: 'packages that are there twice, but for kernels, and keys, which rpm keeps as packages',
      command:
        "rpm --query --all --queryformat='%{NAME}.%{ARCH}\\n' | sort | uniq --repeated | grep --invert-match -e '^kernel' -e '^gpg-pubkey' || true",
      answer: '',
    },
    {
      // What the new release does not have stays, which `resolve` tells.
      what: 'packages of the old release that are in the plan, but for its kernel',
      command: `plan=/var/lib/leapp/packages/transaction.json && test -s $plan &&
        rpm --query --all --queryformat='%{NAME}.%{ARCH} %{RELEASE}\\n' | sed --quiet 's/ .*[.]el8$//p' | grep --invert-match '^kernel' |
        while read -r name; do grep --fixed-strings "\\"$name\\"" $plan || true; done`,
      answer: '',
    },
    {
      what: 'files that rpm has only begun',
      command: "find /usr /etc -xdev -name '*;????????'",
      answer: '',
    },
  ],
  listPackages: 'rpm --query --all',
  scripts: {'add-kernel': new URL('./fixture-add-kernel.sh', import.meta.url)},
} satisfies SourceFamily

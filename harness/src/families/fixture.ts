import {readFile} from 'node:fs/promises'
import {ensureRelease, ensureSystem, type ReleaseId} from '@livemode/fixture-linux'
import {ensureRecipe, ensureToolbox} from '@livemode/userspace'
import type {SourceFamily} from './family.ts'

/** Fixture Linux, which is to Enterprise Linux as a scenario is to a machine: docs/decisions/test-distribution.md. */
export const fixture = {
  os: {id: 'fixture', idLike: ['rhel', 'fedora']},
  sshdUnit: 'sshd.service',
  systemPackages: [
    'crypto-policies',
    'dbus',
    'dnf',
    'fixture-release',
    'kmod',
    'openssh-server',
    'passwd',
    'rpm',
    'systemd',
    'systemd-udev',
    'util-linux',
  ],
  bootPackages: ['dracut-config-generic', 'e2fsprogs', 'kernel', 'zstd'],
  async ensureRoot(session, {version, packages, isBootable, log}) {
    const id = version as ReleaseId
    // It is a Debian 13 with apt.
    const from = await ensureToolbox(session, {log})
    const image = await ensureRelease(session, {id, from, log})
    const root = await ensureSystem(session, {id, image, packages, log})
    if (!isBootable) return root
    const script = await readFile(new URL('./fixture-boot-files.sh', import.meta.url), 'utf8')
    return ensureRecipe(session, {from: root, layer: 'source-boot-files', script, log})
  },
  bootFiles: {kernel: '/boot/vmlinuz-*', initramfs: '/boot/initramfs-*.img'},
  scripts: {'add-kernel': new URL('./fixture-add-kernel.sh', import.meta.url)},
} satisfies SourceFamily

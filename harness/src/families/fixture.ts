import {mkdir, readFile, rename, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {
  copyRelease,
  ensureRelease,
  ensureSystem,
  type ReleaseId,
  readCopy,
} from '@livemode/fixture-linux'
import {ensureRecipe, ensureToolbox, planElSources} from '@livemode/userspace'
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
    const root = await ensureSystem(session, {id, image, packages, log})
    if (!isBootable) return root
    const script = await readFile(new URL('./fixture-boot-files.sh', import.meta.url), 'utf8')
    return ensureRecipe(session, {from: root, layer: 'source-boot-files', script, log})
  },
  async ensureTargetSources(session, {cache, log}) {
    const from = await ensureToolbox(session, {log})
    const image = await ensureRelease(session, {id: next, from, log})
    // By its name: layers are named by where their packages come from.
    const file = join(cache, 'fixture-linux', image.replace(/.*:/, ''))
    await makeFolderOnce(file, folder => copyRelease(session, {id: next, image, folder}))
    const repositories = await readCopy({id: next, folder: file})
    return planElSources(
      repositories.map(({id, baseurl, key}) => ({
        id,
        name: id,
        baseurl: [baseurl],
        mirrorlist: null,
        metalink: null,
        keys: [key],
        checksMetadata: true,
        certificates: {},
        choices: {},
      })),
    )
  },
  bootFiles: {kernel: '/boot/vmlinuz-*', initramfs: '/boot/initramfs-*.img'},
  scripts: {'add-kernel': new URL('./fixture-add-kernel.sh', import.meta.url)},
} satisfies SourceFamily

/** Makes a folder unless it is there; it gets its name when it is whole. */
async function makeFolderOnce(
  path: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (await stat(path).catch(() => undefined)) return
  const incomplete = `${path}.incomplete`
  await rm(incomplete, {recursive: true, force: true})
  await mkdir(incomplete, {recursive: true})
  await make(incomplete)
  await rename(incomplete, path)
}

import {readFile} from 'node:fs/promises'
import type {Session} from '@livemode/container'
import {ensureDebianRoot, ensureRecipe} from '@livemode/userspace'
import {installations} from '../installations/index.ts'
import {releaseOf} from './releases.ts'
import type {SourceMachine} from './scenario.ts'

/** What is installed on every source machine. */
const systemPackages = ['dbus', 'kmod', 'openssh-server', 'systemd-sysv', 'udev']

/** What a machine needs besides to boot by itself; its boot loader is a matter of the installation. */
const bootPackages = ['e2fsprogs', 'initramfs-tools', 'linux-image-amd64', 'util-linux', 'zstd']

/** The image of a source machine's root. Gives its reference; made only once. */
export async function ensureSourceRoot(
  session: Session,
  {source, log}: {source: SourceMachine; log: (line: string) => void},
): Promise<string> {
  const suite = releaseOf(source).target.archive.sourceSuite
  const root = await ensureDebianRoot(session, {suite, packages: packagesOf(source), log})
  if (source.recipe === undefined) return root
  const script = await readFile(source.recipe, 'utf8')
  return ensureRecipe(session, {from: root, layer: 'source-recipe', script, log})
}

function packagesOf({packages = [], installation}: SourceMachine): readonly string[] {
  const boot =
    installation === undefined ? [] : [...bootPackages, ...installations[installation].packages]
  return [...systemPackages, ...boot, ...packages].toSorted()
}

import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {LivemodeError, naming} from '@livemode/config'
import {assertFolders, localMirrors} from '../local-mirrors.ts'
import {hasSecrets, isPlain, type PackageSources} from '../package-sources.ts'
import {knownAuthorities, planAptFiles} from './apt-files.ts'

/** What apt of this machine gets for one step; gone when its scope is left. */
export interface MachineAptFiles extends AsyncDisposable {
  /** The path of its configuration; null: it does as it is. */
  readonly configuration: string | null
}

/**
 * Writes what apt of this machine gets, secrets for root's eyes alone.
 *
 * Throws `REPOSITORY_FAILED` with a local mirror that is no folder, and `NOT_ROOT` where somebody else would have to hand
 * a secret to apt: mmdebstrap is another user then.
 */
export async function openMachineAptFiles(sources: PackageSources): Promise<MachineAptFiles> {
  if (isPlain(sources)) return {configuration: null, [Symbol.asyncDispose]: async () => {}}
  const isRoot = process.getuid?.() === 0
  if (!isRoot && hasSecrets(sources)) {
    throw new LivemodeError('NOT_ROOT', 'only root can bootstrap with passwords of repositories')
  }
  await assertFolders(localMirrors((sources.repositories ?? []).map(({uri}) => uri)))
  const folder = await mkdtemp(join(tmpdir(), 'livemode-apt-'))
  const remove = () => rm(folder, {recursive: true, force: true})
  try {
    // apt's methods are another user's, and read keys and certificates.
    await chmod(folder, 0o755)
    const {files, configuration} = planAptFiles(await withKnownAuthorities(sources), {
      place: folder,
      localUri: uri => uri.replace(/^file:/, 'copy:'),
      asRoot: false,
    })
    for (const {path, mode, content} of files) {
      const file = join(folder, path)
      await mkdir(dirname(file), {recursive: true})
      await naming(file, writeFile(file, content, {mode: isRoot ? mode : 0o644}))
    }
    return {configuration, [Symbol.asyncDispose]: remove}
  } catch (error) {
    await remove()
    throw error
  }
}

async function withKnownAuthorities(sources: PackageSources): Promise<PackageSources> {
  const {caCertificates} = sources.access
  if (caCertificates === null) return sources
  const known = await readFile(knownAuthorities, 'utf8').catch(() => '')
  const all = {...sources.access, caCertificates: `${caCertificates}\n${known}`}
  return {...sources, access: all}
}

import {readFile} from 'node:fs/promises'
import {posix} from 'node:path'
import {Readable} from 'node:stream'
import type {Finding} from '@livemode/config'
import {type Container, packTar, type Session} from '@livemode/container'
import type {Archive} from '../archive-files.ts'
import {checkDownloadedRpms} from '../dnf/check-downloaded.ts'
import {about} from '../findings/finding.ts'
import {readStored, writeFindings} from '../findings-file.ts'
import {packagesFolder} from '../packages-folder.ts'
import {readTransaction} from '../transaction-folder.ts'
import {
  type Clash,
  type CommonFile,
  findClashes,
  nameOf,
  parseRelations,
  pathOwners,
} from './clashes.ts'
import {readKeptFiles} from './kept-files.ts'

const script = new URL('../../files/common-files', import.meta.url)

const scriptPath = '/livemode-check/common-files'
const pathsPath = '/livemode-check/paths'
const folder = '/livemode-packages'

/**
 * Looks for what speaks against the packages of a transaction, now that they are there: files that packages have which
 * stay. What has been looked for once is read from beside the transaction.
 */
export async function checkDownloaded(
  session: Session,
  {userspaceImage, out}: {userspaceImage: string; out: string},
): Promise<readonly Finding[]> {
  const resolved = await readTransaction(out)
  const stored = resolved && (await readStored(out, resolved.sha256))
  if (resolved === undefined || stored === undefined) return []
  if (stored.download !== undefined) return stored.download
  const {transaction} = resolved
  const download =
    transaction.packageManager === 'dnf'
      ? [...(await checkDownloadedRpms(session, {userspaceImage, out, transaction}))]
      : clashFindings(
          await findFileConflicts(session, {userspaceImage, out, archives: transaction.archives}),
        )
  await writeFindings(out, {...stored, download})
  return download
}

const clashFindings = (clashes: readonly Clash[]): Finding[] => [
  ...about(
    clashes.map(({path, archive, owner}) => `${path} of ${archive.package} (${owner.package})`),
    list => ({
      id: 'file-conflict',
      severity: 'inhibitor',
      sentence: `packages come with files that others have which stay as they are: ${list}`,
      remedy:
        'remove the packages in brackets before the upgrade, or find out whether there are versions of them for the target',
    }),
  ),
]

/** What packages come with that others have which stay, as it lies beside their transaction. */
export async function findFileConflicts(
  session: Session,
  {
    userspaceImage,
    out,
    archives,
  }: {userspaceImage: string; out: string; archives: readonly Archive[]},
): Promise<readonly Clash[]> {
  const kept = await readKeptFiles(out)
  const paths = [...pathOwners(kept).keys()]
  if (paths.length === 0 || archives.length === 0) return []
  await using container = await session.start(userspaceImage, {
    name: 'check',
    binds: {[packagesFolder(out)]: `${folder}:ro`},
  })
  const files = new Map([
    [scriptPath.slice(1), await readFile(script)],
    [pathsPath.slice(1), Buffer.from(`${paths.join('\n')}\n`)],
  ])
  await container.putTar(await packTar(files), '/')
  const clashes = findClashes(await readCommonFiles(container, archives), kept)
  const allowed = await Promise.all(clashes.map(clash => isAllowed(container, clash)))
  return clashes.filter((_, index) => !allowed[index])
}

async function readCommonFiles(
  container: Container,
  archives: readonly Archive[],
): Promise<readonly CommonFile[]> {
  const {stdout} = await container.exec(['bash', scriptPath, pathsPath, folder], {
    environment: {LC_ALL: 'C.UTF-8'},
    input: Readable.from(archives.map(({path}) => `${path}\n`)),
  })
  const byPath = new Map(archives.map(archive => [archive.path, archive]))
  return stdout.split('\n').flatMap(line => {
    const [file = '', path = ''] = line.split('\t')
    const archive = byPath.get(file)
    return archive ? [{archive, path}] : []
  })
}

/** Whether a package may have what is another one's: it replaces that, or diverts it before it is unpacked. */
async function isAllowed(container: Container, {path, archive, owner}: Clash): Promise<boolean> {
  const file = posix.join(folder, archive.path)
  const {stdout: field} = await container.exec(['dpkg-deb', '--field', file, 'Replaces'])
  const relations = parseRelations(field).filter(({name}) => name === nameOf(owner.package))
  for (const {version} of relations) {
    if (version === undefined) return true
    const comparison = [owner.version, version.operator, version.than]
    if (await succeeds(container, ['dpkg', '--compare-versions', ...comparison])) return true
  }
  const {stdout: preinst} = await container.exec([
    'bash',
    '-c',
    'dpkg-deb --ctrl-tarfile "$1" | tar --extract --to-stdout ./preinst 2>/dev/null || true',
    'bash',
    file,
  ])
  return preinst.includes('dpkg-divert') && preinst.includes(posix.basename(path))
}

const succeeds = (container: Container, argv: readonly string[]): Promise<boolean> =>
  container.exec(argv).then(
    () => true,
    () => false,
  )

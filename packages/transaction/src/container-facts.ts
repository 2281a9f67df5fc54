import {execFile} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {Container} from '@livemode/container'
import {type PackageFacts, packageFactPlaces, readPackageFacts} from '@livemode/host'

const run = promisify(execFile)

/** Where the facts are, and what the link `/etc/os-release` leads to. */
const paths = [...packageFactPlaces.map(({path}) => path), '/usr/lib/os-release']

/** Without what this root does not have; links stay links. */
const script = `cd /
for path; do
    path=\${path#/}
    if [ -e "$path" ] || [ -L "$path" ]; then printf '%s\\n' "$path"; fi
done | tar --create --file=/facts.tar --files-from=-`

/** Reads what a resolver needs to know of the root of a container, see `readPackageFacts`. */
export async function readContainerFacts(
  container: Container,
  {
    prepare = async () => {},
  }: {
    /** What is done to the copy of these files first, which lies in a folder of this machine. */
    readonly prepare?: (root: string) => Promise<void>
  } = {},
): Promise<PackageFacts> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-facts-'))
  try {
    const archive = join(folder, 'facts.tar')
    await container.exec(['sh', '-euc', script, 'sh', ...paths])
    await container.copyFileTo('/facts.tar', archive)
    const root = await mkdtemp(join(folder, 'root-'))
    await run('tar', ['--extract', '--file', archive, '--directory', root])
    await prepare(root)
    return await readPackageFacts({root})
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

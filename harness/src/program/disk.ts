import {createHash} from 'node:crypto'
import {readdir, readFile, realpath} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {Readable} from 'node:stream'
import {file as plannedFile} from '@livemode/config'
import {findImage, packFiles, type Session} from '@livemode/container'
import {transactionFile} from '@livemode/live'
import {keyOf, makeOnce} from '../disks/made-once.ts'
import {fillDisk} from '../disks/make.ts'
import {modificationTime} from '../disks/source-tree.ts'
import {findProgramFolders} from './folders.ts'
import {programUuid} from './places.ts'

interface EnsureProgramDisk {
  /** The folder of the workspace. */
  readonly workspace: string
  readonly toolbox: string
  /** A folder of artifacts, and what tells it from others. */
  readonly artifacts: string
  readonly buildId: string
  /** A folder of packages; undefined: none. */
  readonly packages: string | undefined
  /** The programs of the live system, by their paths in the package that has them: a release brings them along. */
  readonly programs: Readonly<Record<string, string>>
  /** The text of livemode.yaml. */
  readonly config: string
  readonly file: string
}

const command = 'packages/livemode'
const programTree = '/program'
const notNeeded = /\.(?:container-)?test\.ts$/

/**
 * Makes a disk with everything that `livemode install` needs on a machine: Node, the command, its
 * configuration, and the artifacts. Made anew when any of these is another.
 */
export async function ensureProgramDisk(
  session: Session,
  request: EnsureProgramDisk,
): Promise<void> {
  const {workspace, toolbox, artifacts, packages, buildId, programs, config, file} = request
  const folders = await findProgramFolders(workspace, command)
  const sources = folders.filter(folder => folder.startsWith('packages/'))
  const inputs = {
    folders,
    buildId,
    config,
    transaction: packages && (await hash([join(packages, transactionFile)])),
    programs: keyOf(programs),
    toolbox: await findImage(session.engine, toolbox),
    installed: await hash([join(workspace, 'package-lock.json')]),
    sources: await hash(await listFiles(workspace, sources)),
  }
  await makeOnce(file, {
    inputs,
    make: async name => {
      const node = await realpath(join(workspace, 'node_modules/.bin/node'))
      const binds = {
        [dirname(file)]: '/disks',
        [workspace]: '/workspace:ro',
        [artifacts]: '/artifacts:ro',
        [node]: '/node:ro',
        ...(packages && {[packages]: '/packages:ro'}),
      }
      await using workbench = await session.start(toolbox, {name: 'program-disk', binds})
      const input = Readable.from([config])
      await workbench.exec(['sh', '-euc', fill, 'sh', ...folders], {input})
      const files = Object.entries(programs).map(([path, text]) => plannedFile(path, text))
      await workbench.putTar(await packFiles(files, {modificationTime}), programTree)
      const partition = {tree: programTree, fileSystem: 'ext4', uuid: programUuid} as const
      await fillDisk(workbench, {
        disk: `/disks/${name}`,
        partitions: [{...partition, freeMebibytes: 0}],
      })
    },
  })
}

// The links in node_modules lead to the packages; what tests leave there is large.
const fill = `
mkdir --parents /program/node_modules
cat >/program/livemode.yaml
cp /node /program/node
cp --recursive /artifacts /program/artifacts
if [ -d /packages ]; then cp --recursive /packages /program/artifacts/packages; fi
cd /workspace
tar --create --exclude=.cache --exclude='*test.ts' node_modules/@livemode "$@" |
    tar --extract --directory=/program
`

async function listFiles(workspace: string, folders: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const folder of folders) {
    const path = join(workspace, folder)
    for (const entry of await readdir(path, {withFileTypes: true, recursive: true})) {
      const file = join(entry.parentPath, entry.name)
      const isInstalled = file.slice(path.length).includes('/node_modules/')
      if (entry.isFile() && !isInstalled && !notNeeded.test(entry.name)) files.push(file)
    }
  }
  return files.toSorted()
}

async function hash(files: readonly string[]): Promise<string> {
  const sum = createHash('sha256')
  for (const file of files) sum.update(`${file}\n`).update(await readFile(file))
  return sum.digest('hex')
}

import {existsSync, lstatSync} from 'node:fs'
import {join} from 'node:path'
import {findLinkedFolders} from '../linked-folders.ts'
import {factText, type PackageFacts} from '../package-facts/facts.ts'
import {readPackageFacts} from '../package-facts/read.ts'
import {readPackagedPaths} from '../packaged-paths.ts'
import type {Asking} from '../program.ts'
import {readServiceFiles} from '../service-configuration/read.ts'
import {parseConffilePaths, parseUcfHashes, readChecksums} from './checksums.ts'
import {readMariadb, readPostgresqlClusters} from './databases.ts'
import {readGrubDevices} from './grub-devices.ts'
import {readImmutableFiles} from './immutable-files.ts'
import type {Observations} from './observations.ts'
import {readPythonVenvs} from './python-venvs.ts'
import {readRpmObservations} from './rpm.ts'
import {readRunning} from './running.ts'
import {readAuthorizedKeyTypes, readSshHostKeys} from './ssh-keys.ts'
import {readTemporaryFiles} from './temporary-files.ts'

/** What decides about the packages of a source, and what is told by looking at it. */
export interface SourceState {
  readonly facts: PackageFacts
  readonly observations: Observations
}

/**
 * Reads the state of this machine, or of a root that lies in a folder: the files that decide about its packages, the
 * configurations of its services, and what else an upgrade may stumble over. Nothing in the result is secret.
 *
 * Throws `HOST_UNREADABLE` when a file cannot be read, or is larger than it can be.
 */
export async function readSourceState({
  root = '/',
  environment = process.env,
  ...limits
}: {root?: string} & Partial<Asking> = {}): Promise<SourceState> {
  const asking = {environment, ...limits}
  const facts = await readPackageFacts({root})
  const {files, services} = await readServiceFiles(root)
  const packaged = readPackagedPaths(root)
  const ssh = {root, configuration: textOf(files, services.openssh?.files ?? [])}
  const ucf = parseUcfHashes(factText(facts, '/var/lib/ucf/hashfile') ?? '')
  const isRunningHere = root === '/'
  const observations: Observations = {
    conffiles: await readChecksums(root, conffilesOf(facts)),
    ucfFiles: await readChecksums(root, ucf.keys()),
    services,
    postgresqlClusters: await readPostgresqlClusters(root),
    mariadb: await readMariadb(root),
    pythonVenvs: await readPythonVenvs(root),
    immutableFiles: await readImmutableFiles({root, packaged, asking}),
    temporaryFiles: await readTemporaryFiles(root),
    decidesTmpMount: isThere(join(root, '/etc/systemd/system/tmp.mount')),
    hasPolicyRcD: existsSync(join(root, '/usr/sbin/policy-rc.d')),
    failedUnits: isRunningHere ? await readLines('units', asking) : null,
    listeningPorts: isRunningHere ? await readLines('ports', asking) : null,
    rpm: hasRpm(facts) ? await readRpmObservations(root, asking) : null,
    grubDevices: await readGrubDevices(root),
    linkedFolders: [...findLinkedFolders(root, packaged.keys())],
    sshHostKeys: await readSshHostKeys(ssh),
    authorizedKeys: await readAuthorizedKeyTypes(ssh),
  }
  return {facts: new Map([...facts, ...files]), observations}
}

const hasRpm = (facts: PackageFacts) => [...facts.keys()].some(path => path.includes('/rpm/'))

const conffilesOf = (facts: PackageFacts) =>
  parseConffilePaths(factText(facts, '/var/lib/dpkg/status') ?? '')

const textOf = (files: PackageFacts, paths: readonly string[]) =>
  paths.map(path => files.get(path)?.toString('latin1') ?? '').join('\n')

async function readLines(...question: Parameters<typeof readRunning>): Promise<string[] | null> {
  const lines = await readRunning(...question)
  return lines && [...lines]
}

/** Also a link that leads nowhere, which is how units are masked. */
const isThere = (path: string) => lstatSync(path, {throwIfNoEntry: false}) !== undefined

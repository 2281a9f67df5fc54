import {existsSync} from 'node:fs'
import {rm, stat} from 'node:fs/promises'
import {removeDurably, runProgram, writeDurably} from '@livemode/bootentry'
import {flattenMounts, parseMountinfo, readWholeFile} from '@livemode/host'
import {
  folderAt,
  parseRunRecord,
  type RunRecord,
  readSnapshot,
  type Snapshot,
  snapshotMark,
  sourcePlaces,
} from '@livemode/live'
import type {Context} from './commands/command.ts'

/** What an upgrade can be taken back to. */
export interface KeptSource {
  readonly snapshot: Snapshot
  readonly since: Date
  /** What only the snapshot holds still. */
  readonly bytes: number
}

/** The snapshot of this machine's last upgrade; undefined where there is none that it could be taken back to. */
export async function readKeptSource({
  environment,
}: Pick<Context, 'environment'>): Promise<KeptSource | undefined> {
  const snapshot = readSnapshot('/')
  const installation = (await readText(sourcePlaces.installation))?.trim()
  if (snapshot === undefined || snapshot.installation !== installation) return undefined
  const {mtime: since} = await stat(snapshotMark)
  return {snapshot, since, bytes: await sizeOf(snapshot, {environment})}
}

/** The record of this machine's last upgrade; undefined where there is none that can be read. */
export const readRunRecord = async (): Promise<RunRecord | undefined> =>
  parseRunRecord((await readText(sourcePlaces.runRecord)) ?? '')

/** Takes away what there is of snapshots on this machine, the mark first. Gives whether there was anything. */
export async function removeSnapshots(): Promise<boolean> {
  const mountinfo = '/proc/self/mountinfo'
  const mounts = flattenMounts(parseMountinfo((await readText(mountinfo)) ?? '', {file: mountinfo}))
  const folders = new Set(['/', ...mounts.map(({target}) => target)].map(top => folderAt(top)))
  const found = [...folders].filter(folder => existsSync(folder))
  await rm(snapshotMark, {force: true})
  for (const folder of found) await rm(folder, {recursive: true, force: true})
  return found.length > 0
}

/** Other names of the source's own files take nothing. */
async function sizeOf({tops}: Snapshot, machine: Pick<Context, 'environment'>): Promise<number> {
  const folders = tops.map(top => folderAt(top)).filter(folder => existsSync(folder))
  const find = ['find', ...folders, '-xdev', '-type', 'f', '-links', '1', '-printf', '%b\\n']
  const blocks = (await runProgram(find, machine)).toString('latin1').split('\n')
  return blocks.reduce((sum, count) => sum + 512 * Number(count), 0)
}

/** Has the live system take this machine back when it boots. */
export const writeRequest = ({installation}: Pick<Snapshot, 'installation'>): Promise<void> =>
  writeDurably(sourcePlaces.rollback, {content: `${installation}\n`, mode: 0o600})

export const removeRequest = (): Promise<void> => removeDurably(sourcePlaces.rollback)

const readText = async (path: string) =>
  (await readWholeFile(path).catch(() => undefined))?.toString('utf8')

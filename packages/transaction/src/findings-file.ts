import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {type Finding, type StoredFindings, storedFindings} from '@livemode/config'
import {readWholeFile} from '@livemode/host'
import {packagesFolder, writeBeside} from './packages-folder.ts'

const fileIn = (out: string) => join(packagesFolder(out), 'findings.json')

/** What lies beside a transaction; undefined where it is about another one, or nothing of ours. */
export async function readStored(
  out: string,
  transactionSha256: string,
): Promise<StoredFindings | undefined> {
  const content = await readWholeFile(fileIn(out)).catch(() => undefined)
  const stored = storedFindings.safeParse(parseJson(content?.toString('utf8') ?? '')).data
  return stored?.transactionSha256 === transactionSha256 ? stored : undefined
}

/** Everything that was found to a transaction. */
export async function readFindings(
  out: string,
  transactionSha256: string,
): Promise<readonly Finding[]> {
  const {resolve = [], download = []} = (await readStored(out, transactionSha256)) ?? {}
  return [...resolve, ...download]
}

export const writeFindings = (out: string, stored: StoredFindings): Promise<void> =>
  writeBeside(fileIn(out), `${JSON.stringify(stored, undefined, 2)}\n`)

export const removeFindings = (out: string): Promise<void> => rm(fileIn(out), {force: true})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

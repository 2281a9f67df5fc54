import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {type KeptFiles, keptFiles} from '@livemode/config'
import {factText, type PackageFacts, pathLists, readWholeFile} from '@livemode/host'
import {type DpkgPackage, fullName} from '../dpkg/status.ts'
import {packagesFolder, writeBeside} from '../packages-folder.ts'
import type {Resolution} from '../resolution.ts'

/** What the packages have that an upgrade leaves as they are, for the ones that it brings must not have the same. */
export const planKeptFiles = ({facts, kept, obsolete}: Resolution): KeptFiles => ({
  packages: [...kept.map(({installed}) => installed), ...obsolete].map(one => ({
    package: fullName(one),
    version: one.version,
    paths: [...pathsOf(one, facts)],
  })),
  diversions: [...parseDiversions(factText(facts, '/var/lib/dpkg/diversions') ?? '')],
})

/** See dpkg-query(1): packages of several architectures have it in the names of their lists. */
function pathsOf(one: DpkgPackage, facts: PackageFacts): readonly string[] {
  const names = [fullName(one), one.name].map(name => `${pathLists}/${name}.list`)
  const found = names.map(name => facts.get(name)).find(list => list !== undefined)
  return found?.toString('utf8').split('\n').filter(Boolean) ?? []
}

/** Parses dpkg's own list of diversions: three lines for each; a colon is the administrator. */
function parseDiversions(text: string): KeptFiles['diversions'] {
  const lines = text.split('\n')
  return lines.flatMap((path, index) => {
    const owner = lines[index + 2]
    return index % 3 === 0 && owner !== undefined && owner !== ''
      ? [{path, package: owner === ':' ? null : owner}]
      : []
  })
}

const fileIn = (out: string) => join(packagesFolder(out), 'kept-files.json')

export const writeKeptFiles = (out: string, kept: KeptFiles): Promise<void> =>
  writeBeside(fileIn(out), `${JSON.stringify(kept)}\n`)

/** What lies beside a transaction; nothing where an earlier version has made it. */
export async function readKeptFiles(out: string): Promise<KeptFiles> {
  const content = await readWholeFile(fileIn(out))
  if (content === undefined) return {packages: [], diversions: []}
  return keptFiles.parse(JSON.parse(content.toString('utf8')))
}

export const removeKeptFiles = (out: string): Promise<void> => rm(fileIn(out), {force: true})

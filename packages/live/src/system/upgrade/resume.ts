import {dirname} from 'node:path'
import {Refusal} from '../../engines/engine.ts'
import type {MachineFacts, Resume} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {removeDurably, writeDurably} from '../durable.ts'
import {readVariable, writeVariable} from '../firmware-variable.ts'
import type {LiveSystem} from '../live-system.ts'
import {syncForLoader} from '../loader-sync.ts'

/**
 * Has the boot loader boot this live system until `letGo`, whatever happens: half-way through an upgrade the source
 * cannot boot, and only the live system can bring it to its end.
 *
 * Throws a `Refusal` where no loader can be had to do so.
 */
export function holdBoot(live: LiveSystem, {resume}: Pick<MachineFacts, 'resume'>): void {
  if (resume === null) {
    throw new Refusal(
      'the boot loader of this machine cannot be had to boot the live system again after a loss of power',
    )
  }
  if (resume.kind === 'file') holdByFile(live, resume)
  else holdByVariable(live, resume)
}

/** Has the boot loader boot what it boots by default. */
export function letGo(live: LiveSystem, {resume}: Pick<MachineFacts, 'resume'>): void {
  if (resume?.kind === 'file' && live.source.has(resume.path))
    removeDurably(live.source.resolve(resume.path))
  if (resume?.kind === 'variable') letVariableGo(live, resume)
}

type Of<Kind extends Resume['kind']> = Extract<Resume, {kind: Kind}>

function holdByFile(live: LiveSystem, {path}: Of<'file'>): void {
  if (live.source.has(path)) return
  // The kernel of this live system lies there.
  const folder = dirname(path)
  if (!live.source.has(folder))
    throw new Refusal(`${folder} of the source is not there: the machine boots from elsewhere`)
  const place = live.source.resolve(path)
  writeDurably(place, {
    content: 'The live system boots while this file is there: it is upgrading.\n',
  })
  syncForLoader(live, place)
}

function holdByVariable(live: LiveSystem, {name, value}: Of<'variable'>): void {
  const before = readVariable(live, name)
  if (before === value) return
  // What is there now comes back when the upgrade has ended.
  const kept = live.source.resolve(sourcePlaces.defaultEntry)
  if (before === null) removeDurably(kept)
  else writeDurably(kept, {content: before})
  try {
    writeVariable(live, name, value)
  } catch (error) {
    throw new Refusal(
      `the firmware does not keep what is to boot next: ${(error as Error).message}`,
    )
  }
  if (readVariable(live, name) !== value)
    throw new Refusal('the firmware does not keep what is to boot next')
}

function letVariableGo(live: LiveSystem, {name, value}: Of<'variable'>): void {
  const before = live.source.readText(sourcePlaces.defaultEntry)
  if (readVariable(live, name) === value) writeVariable(live, name, before ?? null)
  removeDurably(live.source.resolve(sourcePlaces.defaultEntry))
}

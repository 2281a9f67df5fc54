import {dirname} from 'node:path'
import {openMenu, wordOfKernel} from '../../engines/boot/menu.ts'
import {Refusal} from '../../engines/engine.ts'
import type {MachineFacts, Menu, Resume} from '../../facts.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {removeDurably, writeDurably} from '../durable.ts'
import {readVariable, writeVariable} from '../firmware-variable.ts'
import {readGrubBlock, writeGrubBlock} from '../grub-block.ts'
import type {LiveSystem} from '../live-system.ts'
import {syncForLoader} from '../loader-sync.ts'

/**
 * Has the boot loader boot this live system until `letGo`, whatever happens: half-way through an upgrade the source
 * cannot boot, and only the live system can bring it to its end.
 *
 * Throws a `Refusal` where no loader can be had to do so.
 */
export function holdBoot(
  live: LiveSystem,
  {resume, menu}: Pick<MachineFacts, 'resume' | 'menu'>,
): void {
  if (resume.kind === 'none')
    live.say('until the upgrade has ended, a loss of power leads to a system that is half upgraded')
  else if (resume.kind === 'file') holdByFile(live, resume)
  else holdByDefault(live, openDefault(live, {resume, menu}))
}

/** Has the boot loader boot what it boots by default. */
export function letGo(
  live: LiveSystem,
  {resume, menu}: Pick<MachineFacts, 'resume' | 'menu'>,
): void {
  if (resume.kind === 'none') return
  if (resume.kind !== 'file') letDefaultGo(live, openDefault(live, {resume, menu}))
  else if (live.source.has(resume.path)) removeDurably(live.source.resolve(resume.path))
}

/** Whether the boot loader boots this live system by default. */
export function isHeld(
  live: LiveSystem,
  {resume, menu}: Pick<MachineFacts, 'resume' | 'menu'>,
): boolean {
  if (resume.kind === 'none') return false
  if (resume.kind === 'file') return live.source.has(resume.path)
  const {own, read} = openDefault(live, {resume, menu})
  return own !== undefined && read() === own
}

/** What a loader keeps of what it boots by default. */
interface LoaderDefault {
  /** As in the sentence "… does not keep what is to boot next". */
  readonly keeper: string
  /** What names the live system there; undefined where nothing does. */
  readonly own: string | undefined
  /** Null where nothing is kept. */
  readonly read: () => string | null
  readonly write: (value: string | null) => void
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

function openDefault(
  live: LiveSystem,
  {resume, menu}: {resume: Of<'variable'> | Of<'saved-entry'>; menu: Menu},
): LoaderDefault {
  if (resume.kind === 'variable') {
    const {name, value} = resume
    return {
      keeper: 'the firmware',
      own: value,
      read: () => readVariable(live, name),
      write: text => writeVariable(live, name, text),
    }
  }
  const {block, kernel} = resume
  const own = wordOfKernel(openMenu({live, menu}), kernel)
  return {
    keeper: 'GRUB’s environment block',
    own,
    read: () => readGrubBlock(live, block).get('saved_entry') || null,
    // What it cannot start leads back to the live system, too, while it is held.
    write: text => {
      writeGrubBlock(live, block, {
        saved_entry: text,
        fallback: text !== null && text === own ? own : null,
      })
    },
  }
}

function holdByDefault(live: LiveSystem, {keeper, own, read, write}: LoaderDefault): void {
  const refuse = (why: string) => new Refusal(`${keeper} does not keep what is to boot next${why}`)
  if (own === undefined)
    throw new Refusal('the boot loader has no entry of the live system any more')
  const before = read()
  if (before === own) return
  // What is there now comes back when the upgrade has ended.
  const kept = live.source.resolve(sourcePlaces.defaultEntry)
  if (before === null) removeDurably(kept)
  else writeDurably(kept, {content: before})
  try {
    write(own)
  } catch (error) {
    throw refuse(`: ${(error as Error).message}`)
  }
  if (read() !== own) throw refuse('')
}

function letDefaultGo(live: LiveSystem, {own, read, write}: LoaderDefault): void {
  const before = live.source.readText(sourcePlaces.defaultEntry)
  if (own !== undefined && read() === own) write(before ?? null)
  removeDurably(live.source.resolve(sourcePlaces.defaultEntry))
}

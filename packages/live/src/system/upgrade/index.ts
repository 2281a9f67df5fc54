import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {type EngineContext, isRefusal, Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {beginRun, parseRunRecord, type RunRecord, renderRunRecord} from '../../run-record.ts'
import {places} from '../../tables/places.ts'
import {type Boot, readBoot, readMounts, readSourceCmdline} from '../boot.ts'
import {makeFolderDurably, removeDurably, writeDurably} from '../durable.ts'
import {carryOut, planEnd, sayOnConsoles} from '../end.ts'
import type {LiveSystem} from '../live-system.ts'
import {copyJournal} from './journal.ts'
import {chooseLeavings, closeLog, type Leavings, leavingsBeside, openLog} from './leavings.ts'
import {loadEngine, runPhases} from './phases.ts'
import {leaveResult, readNames} from './result.ts'
import {assertNeeded, assertSource, findMissing, type MissingMount} from './source-check.ts'

/** Left in the state of the boot by who starts the upgrade by hand. */
export const byHandMark = `${places.state}/by-hand`

/** There as soon as the upgrade has begun: nobody has to give up for it any more. */
export const begunMark = `${places.state}/begun`

/**
 * Upgrades the source system by the engine that the machine's part names, and leaves on its disk the journal, a result,
 * the run's record, and after a failure a flag. Ends the boot as the failure policy has it. Gives the exit code.
 */
export async function runUpgrade(live: LiveSystem): Promise<number> {
  const boot = readBoot(live)
  mkdirSync(live.path(places.state), {recursive: true})
  writeFileSync(live.path(begunMark), '')
  const isByHand = existsSync(live.path(byHandMark))
  const found = findSource(live, boot)
  const place = found instanceof Refusal ? found : openPlace(live, found)
  if (found instanceof Refusal || place instanceof Refusal) {
    const {message: reason} = place as Refusal
    const outcome = {isSuccess: false, changed: false, isByHand}
    await refuse(live, {boot, reason})
    await carryOut(live, planEnd(live, {boot, ...outcome}), outcome)
    return 1
  }
  const journal = copyJournal(live, place.log)
  const outcome = await runEngine(live, {boot, ...found, ...place})
  // What is decided about the end belongs into the log.
  const end = planEnd(live, {boot, isByHand, ...outcome})
  await journal.end()
  closeLog(place.log)
  await carryOut(live, end, outcome)
  return outcome.isSuccess ? 0 : 1
}

interface Source {
  readonly machine: MachineFacts
  readonly missing: readonly MissingMount[]
}

function findSource(live: LiveSystem, {machine, machineProblem}: Boot): Source | Refusal {
  if (machine === undefined) return new Refusal(machineProblem)
  const mounts = readMounts(live)
  try {
    assertSource(live, {machine, mounts})
    return {machine, missing: findMissing(machine, mounts)}
  } catch (error) {
    return refusalOf(error)
  }
}

interface Place {
  readonly leavings: Leavings
  readonly log: number
}

function openPlace(live: LiveSystem, {missing}: Source): Place | Refusal {
  const leavings = chooseLeavings(live, missing)
  try {
    makeFolderDurably(dirname(leavings.record))
    return {leavings, log: openLog(leavings.log)}
  } catch (error) {
    return new Refusal(`${leavings.log} cannot be written: ${(error as Error).message}`)
  }
}

/** Ends a run that has no place in the source: it is told on the consoles, and beside the image where that is on a disk. */
async function refuse(
  live: LiveSystem,
  {boot, reason}: {boot: Boot; reason: string},
): Promise<void> {
  sayOnConsoles(live, `nothing is upgraded: ${reason}`)
  const {imageFolder, image, machine} = boot
  if (imageFolder === undefined) return
  const folder = live.path(imageFolder)
  if (!existsSync(folder)) return
  try {
    const leavings = leavingsBeside(folder)
    const log = openLog(leavings.log)
    const {target} = readNames(live)
    const named = {engine: machine?.engine ?? '', buildId: image.buildId, source: '', target}
    leaveResult(leavings, {result: 'failure', reason, ...named})
    writeDurably(leavings.flag, {content: `${reason}\n`})
    await copyJournal(live, log).end()
    closeLog(log)
  } catch (error) {
    sayOnConsoles(live, `no report is left beside the image: ${(error as Error).message}`)
  }
}

/** Runs the engine; what comes of it is on the source's disk when it has ended. */
async function runEngine(
  live: LiveSystem,
  run: Source & Place & {readonly boot: Boot},
): Promise<{isSuccess: boolean; changed: boolean}> {
  const {boot, machine, missing, leavings} = run
  const {buildId} = boot.image
  if (leavings.note !== '') sayOnConsoles(live, leavings.note)
  const earlier = parseRunRecord(tryRead(leavings.record))
  tellOfEarlier(live, earlier, machine)
  let record = beginRun({...machine, buildId}, earlier)
  const keep = (change: Partial<RunRecord>) => {
    record = {...record, ...change}
    writeDurably(leavings.record, {content: renderRunRecord(record), mode: 0o600})
  }
  const names = readNames(live)
  const told = {engine: machine.engine, buildId, ...names}
  keep({})
  leaveResult(leavings, {result: 'running', reason: '', ...told})
  live.say(`upgrading ${names.source} to ${names.target}, image ${buildId}`)
  for (const {at, what} of missing) live.say(`not mounted: ${at} (${what})`)
  try {
    assertNeeded(missing)
    const engine = await loadEngine(live, machine.engine)
    await runPhases(engine, {record, keep, context: contextOf(live, machine)})
  } catch (error) {
    const {message: reason} = refusalOf(error)
    live.say(`the upgrade failed: ${reason}`)
    writeDurably(leavings.flag, {content: `${reason}\n`})
    keep({outcome: 'failure', reason})
    leaveResult(leavings, {result: 'failure', reason, ...told})
    return {isSuccess: false, changed: record.changed}
  }
  live.say('the upgrade succeeded')
  removeDurably(leavings.flag)
  keep({outcome: 'success', changed: false})
  leaveResult(leavings, {result: 'success', reason: '', ...told})
  return {isSuccess: true, changed: false}
}

function contextOf(live: LiveSystem, {engine}: MachineFacts): EngineContext {
  const sourceCmdline = readSourceCmdline(live)
  // This file is what /proc/cmdline is for the engine and its programs: written in place, for it is mounted there.
  writeFileSync(live.path(`${places.state}/source-cmdline`), `${sourceCmdline}\n`)
  return {
    live,
    root: live.source.root,
    mounts: readMounts(live),
    sourceCmdline,
    say: line => live.say(`${engine}: ${line}`),
  }
}

function tellOfEarlier(
  live: LiveSystem,
  earlier: RunRecord | undefined,
  {installation}: MachineFacts,
): void {
  if (earlier?.installation !== installation) return
  if (earlier.outcome === 'running') live.say('the run before this one was interrupted')
  if (earlier.outcome === 'failure') live.say(`the run before this one failed: ${earlier.reason}`)
}

/** The reason of a failure; one that nobody expected is told with its stack, in the journal. */
function refusalOf(error: unknown): Refusal {
  if (isRefusal(error)) return error
  process.stderr.write(`${(error as Error).stack ?? error}\n`)
  return new Refusal(`the upgrade has stopped unexpectedly: ${(error as Error).message ?? error}`)
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

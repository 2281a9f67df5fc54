import {closeSync, existsSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {type EngineContext, isRefusal, Refusal} from '../../engines/engine.ts'
import type {MachineFacts} from '../../facts.ts'
import {beginRun, type RunRecord, renderRunRecord} from '../../run-record.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {type Boot, readBoot, readMounts, readSourceCmdline} from '../boot.ts'
import {claimEnd, isByHand} from '../claim.ts'
import {removeDurably, writeDurably} from '../durable.ts'
import {type BootOutcome, carryOut, planEnd, sayOnConsoles} from '../end.ts'
import type {LiveSystem} from '../live-system.ts'
import {discardSnapshot, takeSnapshot} from '../snapshot/index.ts'
import {adviceAfterChange, adviceForRescue} from './advice.ts'
import {hasEnded, mayBeChanged, readEarlier, tellOfEarlier} from './earlier-run.ts'
import {runHooksAfter, runHooksBefore} from './hooks.ts'
import {assertImageWhole} from './image-check.ts'
import {copyJournal} from './journal.ts'
import {loadEngine, resumeEngine, runPhases} from './phases.ts'
import {reasonOf} from './reason.ts'
import {leaveRefusal} from './refusal.ts'
import {openReport, type Report} from './report.ts'
import {readNames} from './result.ts'
import {holdBoot, isHeld, letGo} from './resume.ts'
import {isRollbackWanted, runRollback} from './rollback.ts'
import {hasSnapshot, listLost} from './snapshot.ts'
import {openSource, type Source} from './source.ts'
import {assertNeeded} from './source-check.ts'
import {bootOnTrial, readTrial, tryAgain} from './trial.ts'
import {assertWorthTrying, countTry, measureInPlace} from './tries.ts'

/**
 * Upgrades the source system by the engine that the machine's part names, and leaves on its disk the journal, a result,
 * the run's record, and after a failure a flag. Ends the boot as the failure policy has it. Gives the exit code.
 */
export async function runUpgrade(live: LiveSystem): Promise<number> {
  const boot = readBoot(live)
  // Nothing but a person starts it once more in the same boot.
  const byHand = isByHand(live) || existsSync(live.path(places.ended))
  for (const place of [places.ended, places.progress]) rmSync(live.path(place), {force: true})
  if (!claimEnd(live, 'upgrade')) {
    live.say('this boot is being given up already')
    return 1
  }
  const source = openSource(live, boot)
  if (source instanceof Refusal) {
    const outcome = {isSuccess: false, changed: mayBeChanged(live)}
    if (outcome.changed) sayOnConsoles(live, `the upgrade cannot go on: ${source.message}`)
    else await leaveRefusal(live, {boot, reason: source.message})
    await carryOut(live, planEnd(live, boot, outcome), outcome)
    return 1
  }
  linkLog(live, source)
  const journal = copyJournal(live, source.log)
  const run = {boot, byHand, ...source}
  const outcome = isRollbackWanted(live, source.machine)
    ? await runRollback(live, run)
    : await runEngine(live, run)
  // What is decided about the end belongs into the log.
  const end = planEnd(live, boot, outcome)
  await journal.end()
  closeSync(source.log)
  await carryOut(live, end, outcome)
  return outcome.isSuccess ? 0 : 1
}

interface Run extends Source {
  readonly boot: Boot
  /** Whether a person has started it. */
  readonly byHand: boolean
}

/** For the console, which follows the log wherever it is. */
function linkLog(live: LiveSystem, {leavings: {log}}: Source): void {
  rmSync(live.path(places.logLink), {force: true})
  symlinkSync(log, live.path(places.logLink))
}

/** Runs the engine; what comes of it is on the source's disk when it has ended. It does not throw. */
async function runEngine(
  live: LiveSystem,
  {boot, machine, missing, leavings, byHand}: Run,
): Promise<BootOutcome> {
  const {buildId} = boot.image
  const {installation, engine: engineId} = machine
  const names = readNames(live)
  const identity = {installation, engine: engineId, buildId, ...names, tries: 0}
  const report = openReport(live, {leavings, identity})
  // Until the record has been read nobody knows.
  let changed = true
  try {
    const earlier = readEarlier(live)
    const ended = hasEnded(earlier, machine)
    changed = earlier?.installation === machine.installation && (earlier.changed || ended)
    if (leavings.note !== '') sayOnConsoles(live, leavings.note)
    tellOfEarlier(live, earlier, machine)
    if (ended && earlier) {
      report.change(earlier)
      live.say('the upgrade has ended already')
      assertNeeded(missing)
      const trial = readTrial(live)
      const isChosen = trial === undefined && !isHeld(live, machine) && hasSnapshot(live, machine)
      if (trial !== undefined) tryAgain(live, {trial, ...machine})
      else letGo(live, machine)
      changed = false
      removeDurably(leavings.flag)
      report.end(success)
      if (isChosen) sayOnConsoles(live, adviceForRescue)
      return {isSuccess: true, changed: false, isChosen}
    }
    let record = beginRun(identity, earlier)
    const keep = (change: Partial<RunRecord>) => {
      record = {...record, ...change}
      // What is about to be changed counts as changed, also where that cannot be written down.
      changed ||= record.changed
      writeDurably(leavings.record, {content: renderRunRecord(record), mode: 0o600})
    }
    keep({})
    // Half-way through the source has the target's name already.
    report.change(record)
    live.say(`upgrading ${record.source} to ${names.target}, image ${buildId}`)
    for (const {at, what, how} of missing) live.say(`${how}: ${at} (${what})`)
    try {
      assertNeeded(missing)
      assertImageWhole(live)
      const engine = await loadEngine(live, {id: engineId, image: boot.image})
      const hold = () => holdBoot(live, machine)
      const context = contextOf(live, {machine, report})
      const {note} = report
      const snapshot = () =>
        takeSnapshot(live, {
          machine,
          mounts: context.mounts,
          source: record.source,
          needs: engine.needs?.(context) ?? [],
          note,
        })
      if (changed) keep(countTry(record, {inPlace: measureInPlace(engine, context), byHand}))
      // What a loss of power has left of one would count against the room.
      else await discardSnapshot(live, context.mounts)
      assertWorthTrying(record)
      if (changed) keep({phase: await resumeEngine(engine, {context, record})})
      const hooks = {
        before: () => runHooksBefore(live, machine),
        after: async () => note({lookAt: [...(await runHooksAfter(live, machine))]}),
      }
      await runPhases(engine, {record, keep, snapshot, hold, context, hooks, report})
    } catch (error) {
      keepTrying(live, () => keep({outcome: 'failure', reason: reasonOf(error, 'the upgrade')}))
      throw error
    }
    keep({outcome: 'success', changed: false})
    keepTrying(live, () => report.note({lookAt: listLost(live, machine)}))
    const trial = readTrial(live)
    // Its first boot lets go.
    if (trial !== undefined) bootOnTrial(live, {trial, menu: machine.menu})
    else letGo(live, machine)
    removeDurably(leavings.flag)
    report.end(success)
    live.say('the upgrade succeeded')
    return {isSuccess: true, changed: false}
  } catch (error) {
    const reason = reasonOf(error, 'the upgrade')
    if (!isRefusal(error)) process.stderr.write(`${(error as Error).stack ?? error}\n`)
    live.say(`the upgrade failed: ${reason}`)
    const canGoBack = hasSnapshot(live, machine)
    const {resume} = machine
    const advice = changed ? [adviceAfterChange(boot.image, {resume, canGoBack})] : []
    if (changed)
      for (const line of [`the upgrade has stopped: ${reason}`, ...advice])
        sayOnConsoles(live, line)
    else {
      keepTrying(live, () => removeDurably(live.source.resolve(sourcePlaces.freeze)))
      await discardSnapshot(live, readMounts(live)).catch(failed => live.say(String(failed)))
      // What boots by default is this live system still, again and again.
      changed = !keepTrying(live, () => letGo(live, machine))
    }
    const content = [reason, ...advice].map(line => `${line}\n`).join('')
    keepTrying(live, () => writeDurably(leavings.flag, {content}))
    report.end({result: 'failure', reason, advice: advice.join('')})
    return {isSuccess: false, changed}
  }
}

const success = {result: 'success', reason: '', advice: ''} as const

/** Does something that may fail; gives whether it has not. */
function keepTrying(live: LiveSystem, act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    sayOnConsoles(live, (error as Error).message)
    return false
  }
}

function contextOf(
  live: LiveSystem,
  {machine, report}: {readonly machine: MachineFacts; readonly report: Report},
): EngineContext {
  const {engine, transactionSha256, scriptTimeout, mounts, menu, resume} = machine
  const sourceCmdline = readSourceCmdline(live)
  // Written in place: the service has this very file mounted over /proc/cmdline.
  writeFileSync(live.path(places.shownCmdline), `${sourceCmdline}\n`)
  return {
    live,
    root: live.source.root,
    mounts: readMounts(live),
    rootDevice: mounts.find(({at}) => at === '/')?.device ?? '',
    transactionSha256,
    menu,
    resume,
    scriptTimeout,
    sourceCmdline,
    say: line => live.say(`${engine}: ${line}`),
    progress: report.progress,
    note: report.note,
  }
}

import {isRefusal, Refusal} from '../../engines/engine.ts'
import type {ImageFacts, MachineFacts} from '../../facts.ts'
import {beginRun, type RunRecord, renderRunRecord} from '../../run-record.ts'
import {sourcePlaces} from '../../tables/places.ts'
import {type Boot, readMounts} from '../boot.ts'
import {removeDurably, writeDurably} from '../durable.ts'
import {type BootOutcome, sayOnConsoles} from '../end.ts'
import type {LiveSystem} from '../live-system.ts'
import {
  discardSnapshot,
  goBack,
  mendFolders,
  nameSome,
  type Snapshot,
  snapshotKinds,
} from '../snapshot/index.ts'
import {adviceAfterRollback} from './advice.ts'
import {readOwnRecord} from './earlier-run.ts'
import {type Leavings, removeFirstBoot} from './leavings.ts'
import {reasonOf} from './reason.ts'
import {openReport, type Report} from './report.ts'
import {readNames} from './result.ts'
import {holdBoot, letGo} from './resume.ts'
import {findSnapshot} from './snapshot.ts'
import type {Source} from './source.ts'
import {assertNeeded} from './source-check.ts'

/** Whether the source is to be taken back: somebody has asked for that, or it has been begun already. */
export const isRollbackWanted = (live: LiveSystem, machine: MachineFacts): boolean =>
  live.source.readText(sourcePlaces.rollback)?.trim() === machine.installation ||
  readOwnRecord(live, machine)?.rollback === true

interface Rollback {
  readonly machine: MachineFacts
  readonly report: Report
  readonly record: RunRecord
  /** Keeps a change of the record on the disk. */
  readonly keep: (change: Partial<RunRecord>) => void
}

/**
 * Takes the source back to its snapshot. Until that has ended the live system is what boots, and goes on with it. It does not
 * throw.
 */
export async function runRollback(
  live: LiveSystem,
  {boot, machine, missing, leavings}: Source & {readonly boot: Boot},
): Promise<BootOutcome> {
  const {installation, engine} = machine
  const {buildId} = boot.image
  const identity = {installation, engine, buildId, ...readNames(live), tries: 0}
  const report = openReport(live, {leavings, identity})
  let record = readOwnRecord(live, machine) ?? beginRun(identity, undefined)
  const keep = (change: Partial<RunRecord>) => {
    record = {...record, ...change}
    writeDurably(leavings.record, {content: renderRunRecord(record), mode: 0o600})
  }
  try {
    assertNeeded(missing)
    report.change(record)
    const snapshot =
      record.outcome === 'rolled-back'
        ? undefined
        : await takeBack(live, {machine, report, record, keep})
    await discardSnapshot(live, readMounts(live))
    if (snapshot) await mendFolders(live, snapshot)
    letGo(live, machine)
    keep({changed: false})
    removeDurably(live.source.resolve(sourcePlaces.rollback))
    removeDurably(leavings.flag)
    report.end({result: 'rolled-back', reason: '', advice: ''})
    live.say('the source is what it was before the upgrade')
    return {isSuccess: true, changed: false}
  } catch (error) {
    const reason = reasonOf(error, 'the rollback')
    if (!isRefusal(error)) process.stderr.write(`${(error as Error).stack ?? error}\n`)
    const {changed, rollback} = record
    // Of an upgrade that is not touched the record stays as it is.
    if (rollback) record = {...record, outcome: 'failure', reason}
    leaveFailure(live, {reason, record, leavings, image: boot.image, report})
    return {isSuccess: false, changed}
  }
}

/** Has the source be what it was, and gives what that was; the snapshot is left to be taken away. */
async function takeBack(
  live: LiveSystem,
  {machine, report, record, keep}: Rollback,
): Promise<Snapshot> {
  report.plan([{name: 'rollback', changes: true, run: async () => {}}])
  report.beginPhase('rollback')
  const snapshot = openSnapshot(live, machine)
  const mounts = readMounts(live)
  live.say(`taking the source back to ${snapshot.source}`)
  report.change({...record, source: snapshot.source})
  holdBoot(live, machine)
  keep({rollback: true, changed: true, armedBy: 'live', outcome: 'running', reason: ''})
  const lost = snapshotKinds[snapshot.kind].findLost(live.source.root, snapshot)
  if (lost.length > 0) report.note({lookAt: [`not taken back: ${nameSome(lost)}`]})
  const lookAt = await goBack(live, {snapshot, mounts})
  report.note({lookAt: [...lookAt]})
  // A loader that keeps what it boots by default among its files has got that back, too.
  holdBoot(live, machine)
  forgetUpgrade(live, machine)
  keep({outcome: 'rolled-back'})
  return snapshot
}

/** The snapshot of this installation. Throws a `Refusal` where there is none. */
function openSnapshot(live: LiveSystem, machine: MachineFacts): Snapshot {
  const snapshot = findSnapshot(live, machine)
  if (snapshot !== undefined) return snapshot
  throw new Refusal('there is no snapshot that the source could be taken back to')
}

/** Takes away what the upgrade has left for the system that is gone: its trial, and its first boot. */
function forgetUpgrade(live: LiveSystem, {menu}: MachineFacts): void {
  for (const path of [
    menu.trial.file,
    sourcePlaces.trial,
    sourcePlaces.firstBootLimit,
    sourcePlaces.relabel,
  ])
    if (live.source.has(path)) removeDurably(live.source.resolve(path))
  removeFirstBoot(live)
}

interface Failure {
  readonly reason: string
  readonly record: RunRecord
  readonly leavings: Leavings
  readonly image: ImageFacts
  readonly report: Report
}

function leaveFailure(live: LiveSystem, {reason, record, leavings, image, report}: Failure): void {
  const advice = record.changed ? adviceAfterRollback(image) : ''
  for (const line of [`the rollback has stopped: ${reason}`, advice])
    if (line !== '') sayOnConsoles(live, line)
  live.say(`the rollback failed: ${reason}`)
  try {
    if (record.rollback)
      writeDurably(leavings.record, {content: renderRunRecord(record), mode: 0o600})
    // What cannot be begun is not begun again and again.
    else removeDurably(live.source.resolve(sourcePlaces.rollback))
    writeDurably(leavings.flag, {content: `${[reason, advice].join('\n').trimEnd()}\n`})
  } catch (error) {
    live.say((error as Error).message)
  }
  report.end({result: 'failure', reason, advice})
}

import {dirname} from 'node:path'
import {leappPlaces} from '@livemode/host'
import {isByHand} from '../../system/claim.ts'
import {makeFolderDurably, writeDurably} from '../../system/durable.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'
import {keepLines} from '../scripts/last-lines.ts'
import {planContainer, planFlags, writeKernelSettings} from './container.ts'
import {noteKernels} from './kernels.ts'
import {assertGoesOn, hasEnded, type LeappStep, leappPhases, readProgress} from './progress.ts'

/** Has Leapp replace the packages. */
export async function upgradePackages(context: EngineContext): Promise<void> {
  noteKernels(context)
  await runStep(context, {step: 'rpm-upgrade', program: leappPlaces.program})
}

/** Has Leapp do what follows the packages, by the Python of the target: from the home that it has made for itself. */
export async function finish(context: EngineContext): Promise<void> {
  const program = `/usr/bin/python3 -B ${leappPlaces.laterProgram}`
  await runStep(context, {step: 'finalization', program})
}

const reportFile = '/var/log/leapp/leapp-report.txt'

interface Step {
  readonly step: LeappStep
  readonly program: string
}

/**
 * Runs Leapp in the source until it stops. Throws a `Refusal` unless it has come to the end of the step: with an exit code,
 * or without one.
 */
async function runStep(context: EngineContext, {step, program}: Step): Promise<void> {
  const {live, say, note} = context
  const before = readProgress(context)
  const line = [program, 'upgrade', '--resume', ...planFlags(live)].join(' ')
  // A phase with errors ends as well: only somebody who has looked can say that it is done all the same.
  if (hasEnded(before, step) && (before.errors === 0 || isByHand(live))) {
    say(`Leapp has ended its phase ${before.phase} already`)
    if (before.errors > 0)
      note({lookAt: [`Leapp has reported ${before.errors} errors: ${reportFile}`]})
    return
  }
  const argv = planContainer(live, line)
  say(`by hand this is: ${argv.slice(0, -1).join(' ')} '${argv.at(-1)}'`)
  assertGoesOn(before)
  writeKernelSettings(live)
  const output = keepLines(context)
  const code = await live.follow(argv, {
    environment,
    onLine: text => {
      output.onLine(text)
      tellPhase(context, {step, text})
    },
    // What says nothing may be in the middle of a transaction, and only Leapp knows what ends there.
    silence: {
      seconds: context.scriptTimeout,
      act: async () => say(`Leapp has said nothing for ${context.scriptTimeout} s`),
    },
  })
  live.run(['sync'])
  const after = readProgress(context)
  if (code === 0 && after.errors === 0 && hasEnded(after, step)) return
  noteFailure(context)
  const how = code === null ? 'was ended by a signal' : `has ended with exit code ${code}`
  const where = `its last phase was ${after.phase}${after.isPhaseWhole ? '' : ', which has not ended'}`
  output.tellFailure('leapp', how)
  throw new Refusal(`"${line}" ${how}: ${where}`)
}

/** Leapp says a line when it begins a phase. */
function tellPhase(
  {progress}: EngineContext,
  {step, text}: {readonly step: LeappStep; readonly text: string},
): void {
  const [, phase] = /^==> Processing phase `(\w+)`/.exec(text) ?? []
  const phases: readonly string[] = leappPhases[step]
  const index = phases.indexOf(phase ?? '')
  if (index >= 0) progress({percent: (100 * index) / phases.length, about: `Leapp: ${phase}`})
}

/** Where Leapp, and whoever helps with it, look for that. */
function noteFailure({live, say}: EngineContext): void {
  const place = live.source.resolve(leappPlaces.failed)
  makeFolderDurably(dirname(place))
  writeDurably(place, {content: ''})
  say(`${leappPlaces.failed} says that it has failed`)
}

import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import type {ScenarioId} from '../scenarios/index.ts'
import {runBoots} from './boots.ts'
import type {RunContext} from './context.ts'
import {prepareScenario} from './prepare.ts'
import {type Findings, recordSteps, type ScenarioResult} from './result.ts'

/** Runs one scenario. Its failure is part of the result; only an interruption is thrown. */
export async function runScenario(context: RunContext, id: ScenarioId): Promise<ScenarioResult> {
  const start = performance.now()
  const {progress, steps} = recordSteps(context.progress)
  const findings: Findings = {check: undefined, proofs: [], screens: []}
  const out = join(context.out, id)
  let artifacts: string | undefined
  let error: unknown
  try {
    // What an earlier run left would be taken for this one's.
    await rm(out, {recursive: true, force: true})
    const prepared = await context.preparing(() => prepareScenario({...context, progress, out}, id))
    artifacts = prepared.artifacts
    await runBoots(context.session, {prepared, findings})
  } catch (thrown) {
    context.session.signal.throwIfAborted()
    error = thrown
  }
  const seconds = (performance.now() - start) / 1000
  return {
    scenario: id,
    passed: error === undefined,
    seconds,
    steps,
    ...findings,
    artifacts,
    out,
    error,
  }
}

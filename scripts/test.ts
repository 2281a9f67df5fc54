// Runs everything that `npm test` stands for, and ends with the count of all tests.
import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {hostname, tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {renderError, runMain} from '@livemode/config'
import {connectEngine, removeRepository, sweepContainers} from '@livemode/container'
import {type Counts, readCounts, removeSummaries} from './test-counts.ts'

const phases: readonly (readonly string[])[] = [
  ['boundaries'],
  ['run', 'lint', 'typecheck', 'test', '--continue'],
  // Three at a time: one computes while another waits for the engine. Those of userspace make first what all others need.
  ['run', 'test:container', '--continue', '--concurrency=3'],
  ['run', 'test:boot', '--continue', '--concurrency=1'],
]

/** What Node has compiled once: tests start the command some hundred times. */
const compileCache = fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url))

interface Environment {
  readonly TMPDIR: string
  readonly NODE_COMPILE_CACHE: string
}

await runMain('test', async signal => {
  // All temporary folders lie in this one: tests that are killed cannot take theirs away.
  const temporary = await mkdtemp(join(tmpdir(), 'livemode-test-'))
  const environment = {TMPDIR: temporary, NODE_COMPILE_CACHE: compileCache}
  let isSwept = false
  const counts = await runPhases(environment, signal).finally(async () => {
    await rm(temporary, {recursive: true, force: true})
    isSwept = await sweep()
  })
  if (signal.aborted) return 130
  const failed = counts.failed + (isSwept ? 0 : 1)
  console.log(`${counts.passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})

async function runPhases(environment: Environment, signal: AbortSignal): Promise<Counts> {
  let passed = 0
  let failed = 0
  for (const phase of phases) {
    await removeSummaries()
    const code = await turbo(phase, environment)
    if (signal.aborted) break
    const counts = phase[0] === 'run' ? await readCounts() : {passed: 0, failed: 0}
    passed += counts.passed
    failed += code === 0 ? counts.failed : Math.max(counts.failed, 1)
  }
  return {passed, failed}
}

function turbo(phase: readonly string[], environment: Environment): Promise<number> {
  const summarize = phase[0] === 'run' ? ['--summarize', '--ui=stream'] : []
  const child = spawn('turbo', [...phase, ...summarize], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: '1',
      TURBO_NO_UPDATE_NOTIFIER: '1',
      ...environment,
    },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
}

/** Takes away what a test that was killed could not; gives whether it has. What was counted is told also where it has not. */
async function sweep(): Promise<boolean> {
  try {
    const engine = await connectEngine(process.env)
    await sweepContainers(engine, {hostname: hostname()})
    await removeRepository(engine, 'livemode/test')
    return true
  } catch (error) {
    console.error(`test: what was left is not taken away: ${renderError(error)}`)
    return false
  }
}

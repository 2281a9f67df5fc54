// Runs everything that `npm test` stands for, and ends with the count of all tests.
import {spawn} from 'node:child_process'
import {hostname} from 'node:os'
import {connectEngine, sweepContainers} from '@livemode/container'
import {readCounts} from './test-counts.ts'

const phases: readonly (readonly string[])[] = [
  ['boundaries'],
  ['run', 'lint', 'typecheck', 'test', '--continue'],
  // One at a time: containers and virtual machines share what little the machine has.
  ['run', 'test:container', '--continue', '--concurrency=1'],
  ['run', 'test:boot', '--continue', '--concurrency=1'],
]

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
  })
}

process.exit(await main())

async function main(): Promise<number> {
  let passed = 0
  let failed = 0
  for (const phase of phases) {
    const code = await turbo(phase)
    if (interrupted) break
    const counts = phase[0] === 'run' ? await readCounts() : {passed: 0, failed: 0}
    passed += counts.passed
    failed += code === 0 ? counts.failed : Math.max(counts.failed, 1)
  }
  await sweep()
  if (interrupted) return 130
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function turbo(phase: readonly string[]): Promise<number> {
  const summarize = phase[0] === 'run' ? ['--summarize', '--ui=stream'] : []
  const child = spawn('turbo', [...phase, ...summarize], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1'},
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
}

/** What a test that was killed could not take away. */
async function sweep(): Promise<void> {
  const removed = await sweepContainers(await connectEngine(process.env), {
    hostname: hostname(),
  })
  if (removed.length > 0) console.log(`removed containers left behind: ${removed.join(', ')}`)
}

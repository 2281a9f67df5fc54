// The main job on real input: builds a Debian 13 live image, boots it on a Debian 12, says what is proven. With --upgrade
// the Debian 12 becomes a Debian 13.

import {parseArgs} from 'node:util'
import {LivemodeError, renderError, runMain} from '@livemode/config'
import {runScenarios, type ScenarioResult} from '@livemode/harness'

await runMain('demo', async signal => {
  const request = {
    scenarios: [isUpgrade(process.argv.slice(2)) ? 'upgrade-debian' : 'local-ext4'],
    artifacts: undefined,
    console: undefined,
    out: undefined,
    jobs: 1,
  } as const
  const surroundings = {environment: process.env, signal, output: process.stdout}
  const results = await runScenarios(request, surroundings)
  for (const result of results) process.stdout.write(renderSummary(result))
  return results.every(({passed}) => passed) ? 0 : 1
})

function isUpgrade(args: string[]): boolean {
  try {
    return parseArgs({args, options: {upgrade: {type: 'boolean', default: false}}}).values.upgrade
  } catch (error) {
    throw new LivemodeError('USAGE', (error as Error).message, {
      hint: 'npm run demo, or npm run demo -- --upgrade',
      cause: error,
    })
  }
}

function renderSummary({passed, error, proofs, screens, steps, artifacts}: ScenarioResult): string {
  const width = Math.max(...steps.map(({title}) => title.length))
  return [
    '',
    ...(passed
      ? ['Proven:', ...proofs.map(proof => `  ✔ ${proof}`)]
      : [`Failed: ${renderError(error)}`]),
    'Seconds:',
    ...steps.map(
      ({title, seconds}) => `  ${title.padEnd(width)} ${seconds.toFixed(1).padStart(6)}`,
    ),
    ...screens.map(screen => `Screen: ${screen}`),
    ...(artifacts === undefined ? [] : [`Artifacts: ${artifacts}`]),
    '',
  ].join('\n')
}

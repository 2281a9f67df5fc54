// The main job on real input: builds a live image of the target, Debian 13 unless told, boots it on a machine with the release
// before, says what is proven. With --upgrade the release before becomes it.

import {parseArgs} from 'node:util'
import {LivemodeError, renderError, runMain} from '@livemode/config'
import {runScenarios, type ScenarioResult} from '@livemode/harness'

type Request = Parameters<typeof runScenarios>[0]
type ScenarioId = Request['scenarios'][number]

/** What shows a target, and what upgrades to it. */
const shows: Readonly<Record<string, {readonly boot: ScenarioId; readonly upgrade?: ScenarioId}>> =
  {
    'debian-13': {boot: 'local-ext4', upgrade: 'upgrade-debian'},
    'el-9': {boot: 'local-fixture', upgrade: 'upgrade-el'},
  }

await runMain('demo', async signal => {
  const request: Request = {
    scenarios: [chooseScenario(process.argv.slice(2))],
    artifacts: undefined,
    console: undefined,
    out: undefined,
    jobs: 1,
  }
  const surroundings = {environment: process.env, signal, output: process.stdout}
  const results = await runScenarios(request, surroundings)
  for (const result of results) process.stdout.write(renderSummary(result))
  return results.every(({passed}) => passed) ? 0 : 1
})

function chooseScenario(args: string[]): ScenarioId {
  const {target, upgrade} = readArguments(args)
  const show = Object.hasOwn(shows, target) ? shows[target] : undefined
  const scenario = upgrade ? show?.upgrade : show?.boot
  if (scenario !== undefined) return scenario
  throw usage(
    show === undefined
      ? `there is no demonstration of ${JSON.stringify(target)}`
      : `there is no upgrade to ${target} yet`,
  )
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        target: {type: 'string', default: 'debian-13'},
        upgrade: {type: 'boolean', default: false},
      },
    }).values
  } catch (error) {
    throw usage((error as Error).message, error)
  }
}

const usage = (message: string, cause?: unknown) =>
  new LivemodeError('USAGE', message, {
    hint: `npm run demo -- [--target ${Object.keys(shows).join('|')}] [--upgrade]`,
    cause,
  })

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

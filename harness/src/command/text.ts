import {renderError} from '@livemode/config'
import type {ScenarioResult} from '../run/result.ts'
import {scenarioIds, scenarios} from '../scenarios/index.ts'
import type {Scenario} from '../scenarios/scenario.ts'

/** What `--help` prints. */
export const helpText = `Boots live images in virtual machines and says whether they do what they must.

Usage: npm run boot -- SCENARIO… | --tag TAG | FOLDER

  SCENARIO      a name that --list prints; what it needs is built first
  FOLDER        boots the artifacts in it, e.g. ./out, instead of building some

Options:
  --tag TAG     all scenarios with that tag, e.g. smoke
  --list        lists the scenarios
  --console     shows the console of the machines (default: for one scenario on a terminal)
  --no-console  shows progress only
  --out DIR     where consoles and screens go (default: out/boot)
  -h, --help    prints this text

Exit codes: 0 all passed, 1 one failed, 2 bad usage.
`

/** What `--list` prints. */
export function renderList(): string {
  const width = Math.max(...scenarioIds.map(id => id.length))
  const lines = scenarioIds.map(id => {
    const {description, tags}: Scenario = scenarios[id]
    const shown = tags.length === 0 ? '' : ` [${tags.join(', ')}]`
    return `${id.padEnd(width)}  ${description}${shown}`
  })
  return `${lines.join('\n')}\n`
}

/** A line for each scenario, what it has shown or why it failed below it, and the count at the end. */
export function renderResults(results: readonly ScenarioResult[]): string {
  const failed = results.filter(({passed}) => !passed).length
  const lines = results.map(renderResult)
  return `${lines.join('\n')}\n${results.length - failed} passed, ${failed} failed\n`
}

function renderResult({scenario, passed, seconds, proofs, out, error}: ScenarioResult): string {
  const heading = `${passed ? '✔' : '✘'} ${scenario} (${seconds.toFixed(0)} s)`
  const details = passed ? proofs : [renderError(error), `its consoles and screens: ${out}`]
  return [heading, ...details.map(detail => `  ${detail.replaceAll('\n', '\n  ')}`)].join('\n')
}

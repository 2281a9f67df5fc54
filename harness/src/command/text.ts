import {renderError} from '@livemode/config'
import type {Check} from '../checks/check.ts'
import {checkIds, checks} from '../checks/index.ts'
import type {ScenarioResult} from '../run/result.ts'
import {findScenarioOf, scenarioIds, scenarios} from '../scenarios/index.ts'

/** What `--help` prints. */
export const helpText = `Boots live images in virtual machines and says whether they do what they must.

Usage: npm run boot -- SCENARIO… | --tag TAG | FOLDER

  SCENARIO      a name that --list prints; what it needs is built first. The name of a check
                runs the scenario that it is part of
  FOLDER        boots the artifacts in it, e.g. ./out, instead of building some

Options:
  --tag TAG     all scenarios with that tag, e.g. smoke
  --list        lists the scenarios and the checks
  --console     shows the console of the machines (default: for one scenario on a terminal)
  --no-console  shows progress only
  --jobs N      so many virtual machines at a time (default: 1)
  --out DIR     where consoles and screens go (default: out/boot)
  -h, --help    prints this text

Exit codes: 0 all passed, 1 one failed, 2 bad usage.
`

/** What `--list` prints. */
export function renderList(): string {
  const scenarioRows = scenarioIds.map(id => {
    const {description, tags} = scenarios[id]
    return [id, tags.length === 0 ? description : `${description} [${tags.join(', ')}]`] as const
  })
  const checkRows = checkIds.map(id => {
    const {description}: Check = checks[id]
    return [id, `${description} (${findScenarioOf(id)})`] as const
  })
  return [
    'Scenarios:',
    ...renderRows(scenarioRows),
    'Checks, each of them part of a scenario:',
    ...renderRows(checkRows),
    '',
  ].join('\n')
}

function renderRows(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}

/** How many scenarios have passed and failed. */
export function renderCount(results: readonly Pick<ScenarioResult, 'passed'>[]): string {
  const failed = results.filter(({passed}) => !passed).length
  return `${results.length - failed} passed, ${failed} failed\n`
}

/** A line for a scenario, and below it what it has shown or why it failed. */
export function renderResult({
  scenario,
  passed,
  seconds,
  proofs,
  check,
  out,
  error,
}: ScenarioResult): string {
  const heading = `${passed ? '✔' : '✘'} ${scenario} (${seconds.toFixed(0)} s)`
  const failed = check === undefined ? [] : [`in the check ${check}: ${checks[check].description}`]
  const details = passed
    ? proofs
    : [...failed, renderError(error), `its consoles and screens: ${out}`]
  return [heading, ...details.map(detail => `  ${detail.replaceAll('\n', '\n  ')}`), ''].join('\n')
}

import {parseArgs} from 'node:util'
import {LivemodeError} from '@livemode/config'
import {findScenarioOf, type ScenarioId, scenarioIds, scenarios} from '../scenarios/index.ts'

/** What to run, and how. */
export interface BootRequest {
  readonly scenarios: readonly ScenarioId[]
  /** A folder of artifacts to boot; none: they are built. */
  readonly artifacts: string | undefined
  /** Whether the console is shown; undefined: as it suits. */
  readonly console: boolean | undefined
  /** The folder of the consoles and screens; undefined: out/boot of the project. */
  readonly out: string | undefined
  /** How many virtual machines may run at a time. */
  readonly jobs: number
}

interface BootArguments extends BootRequest {
  readonly kind: 'help' | 'list' | 'run'
}

const options = {
  tag: {type: 'string'},
  list: {type: 'boolean', default: false},
  console: {type: 'boolean'},
  out: {type: 'string'},
  jobs: {type: 'string', default: '1'},
  help: {type: 'boolean', default: false, short: 'h'},
} as const

/** The scenario that boots artifacts which somebody else has built. */
const scenarioOfArtifacts: ScenarioId = 'local-ext4'

/**
 * Parses the command line. Throws `USAGE` for what it does not understand; a word with a slash in it
 * is a folder, any other one a scenario.
 */
export function parseBootArguments(argv: readonly string[]): BootArguments {
  const {values, positionals} = parseOptions(argv)
  const {tag, list, help, console, out} = values
  const jobs = parseJobs(values.jobs)
  const folders = positionals.filter(word => word.includes('/'))
  const named = positionals.filter(word => !word.includes('/')).map(toScenario)
  const tagged = tag === undefined ? [] : findTagged(tag)
  const asked = [...new Set([...named, ...tagged])]
  const [artifacts, second] = folders
  if (second !== undefined) throw usage('one folder of artifacts at a time')
  const kind = help ? 'help' : list ? 'list' : 'run'
  const wanted = asked.length === 0 && artifacts !== undefined ? [scenarioOfArtifacts] : asked
  if (kind === 'run' && wanted.length === 0) throw usage('a scenario or a folder is missing')
  return {kind, scenarios: wanted, artifacts, console, out, jobs}
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({args: [...argv], options, allowPositionals: true, allowNegative: true})
  } catch (error) {
    throw usage(error instanceof Error ? error.message.replace(/\..*/s, '') : String(error))
  }
}

function parseJobs(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw usage(`--jobs is a number from 1 to 99, not ${JSON.stringify(text)}`)
}

function toScenario(name: string): ScenarioId {
  const id = scenarioIds.find(known => known === name) ?? findScenarioOf(name)
  if (id) return id
  throw usage(`there is no scenario and no check ${JSON.stringify(name)}`)
}

function findTagged(tag: string): readonly ScenarioId[] {
  const tagged = scenarioIds.filter(id => scenarios[id].tags.includes(tag))
  if (tagged.length > 0) return tagged
  throw usage(`no scenario has the tag ${JSON.stringify(tag)}`)
}

const usage = (message: string) =>
  new LivemodeError('USAGE', message, {
    hint: '--list prints scenarios and checks; a folder has a slash in it, e.g. ./out',
  })

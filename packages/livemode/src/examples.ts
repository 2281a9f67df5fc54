import {readdirSync, readFileSync} from 'node:fs'
import {parseConfigFiles} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import {findTarget} from '@livemode/userspace'
import {json} from './commands/command.ts'
import {planUpgrade, printedPlan} from './upgrade-plan.ts'

export const examplesFolder = new URL('../../../examples/', import.meta.url)

/** A configuration of examples/ and a host of fixtures/hosts that it is planned for. */
interface Example {
  readonly config: string
  readonly host: string
  /** The file with the plan, beside the configuration. */
  readonly plan: string
}

/** The examples; each configuration names its hosts in a comment, `# Planned for: HOST …`. */
export function readExamples(): readonly Example[] {
  const names = readdirSync(examplesFolder).filter(name => name.endsWith('.yaml'))
  return names.flatMap(config => {
    const hosts = /^# Planned for: (.*)$/m.exec(readExample(config))?.[1]?.split(' ') ?? []
    return hosts.map(host => ({
      config,
      host,
      plan: `${config.replace('.yaml', '')}.${host}.plan.json`,
    }))
  })
}

export const readExample = (name: string) => readFileSync(new URL(name, examplesFolder), 'utf8')

/** The plan of an example as `livemode plan --json` prints it where live mode is not enabled. */
export function renderExample({config: file, host}: Example): string {
  const {config} = parseConfigFiles([{file, text: readExample(file)}])
  const plan = planUpgrade({
    config,
    host: parseHost(fixture(`hosts/${host}.json`), {file: host}),
    target: findTarget('debian-13'),
    enabled: false,
    authorizedKeys:
      config.setup_opensshd_with_auth_keys === null ? null : fixture('authorized-keys/one'),
  })
  return `${json(printedPlan(plan))}\n`
}

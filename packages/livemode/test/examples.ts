import {readdirSync, readFileSync} from 'node:fs'
import {parseConfigFiles} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {places} from '@livemode/live'
import {defaultTargetId, findNextTargetId, type TargetId, targets} from '@livemode/userspace'
import {json} from '../src/commands/command.ts'
import {type PrintedPlan, printedPlan} from '../src/upgrade-plan.ts'
import {planFor, readHost} from './planned.ts'

export const examplesFolder = new URL('../../../examples/', import.meta.url)

/** A configuration of examples/ and a host of fixtures/hosts that it is planned for. */
export interface Example {
  readonly targetId: TargetId
  readonly config: string
  readonly host: string
  /** The file with the image's part of the plan, beside the configuration: the same for all hosts with that target. */
  readonly image: string
  /** The file with what the plan has for this host besides. */
  readonly machine: string
}

/** The examples; each configuration names its hosts in a comment, `# Planned for: HOST …`. */
export function readExamples(): readonly Example[] {
  const names = readdirSync(examplesFolder).filter(name => name.endsWith('.yaml'))
  return names.flatMap(config => {
    const hosts = /^# Planned for: (.*)$/m.exec(readExample(config))?.[1]?.split(' ') ?? []
    const name = config.replace('.yaml', '')
    return hosts.map(host => {
      const targetId = findNextTargetId(readHost(host).os) ?? defaultTargetId
      const target = targetId === defaultTargetId ? '' : `.${targetId}`
      return {
        targetId,
        config,
        host,
        image: `${name}${target}.image.plan.json`,
        machine: `${name}.${host}.plan.json`,
      }
    })
  })
}

export const readExample = (name: string) => readFileSync(new URL(name, examplesFolder), 'utf8')

/** The plan of an example as `livemode plan --json` prints it where live mode is not enabled. */
export function planExample({config: file, host, targetId}: Example): PrintedPlan {
  const {config} = parseConfigFiles([{file, text: readExample(file)}])
  const keys = config.setup_opensshd_with_auth_keys === null ? null : fixture('authorized-keys/one')
  const target = targets[targetId]
  const more = {target, targetId, enabled: false, authorizedKeys: keys}
  return printedPlan(planFor(readHost(host), config, more))
}

/** A printed plan in two: what belongs to the image, and what belongs to the machine. */
export function renderParts({messages, files, ...plan}: PrintedPlan) {
  const {BootContent, ...imageMessages} = messages
  const {bootEntry, ...image} = plan
  const filesOf = (part: string) => files.filter(file => file.part === part).map(withoutProgram)
  return {
    image: `${json({messages: imageMessages, files: filesOf('image'), ...image})}\n`,
    machine: `${json({messages: {BootContent}, files: filesOf('machine'), bootEntry})}\n`,
  }
}

/** What is made from sources that are reviewed themselves need not be read again. */
function withoutProgram(file: PrintedPlan['files'][number]): PrintedPlan['files'][number] {
  const isProgram = file.path === places.program || file.path.startsWith(`${places.engines}/`)
  return isProgram && file.type === 'file'
    ? {...file, content: '(made from packages/live/src)'}
    : file
}

import {type Config, defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {type MachinePlan, planImageSource, planMachine} from '@livemode/live'
import {
  defaultTargetId,
  findTargetId,
  planLayers,
  planRequirements,
  targets,
} from '@livemode/userspace'
import {type ImageInput, planImage} from '../src/plan.ts'

/** The host of that fixture. */
export const hostOf = (name: string): Host =>
  parseHost(fixture(`hosts/${name}.json`), {file: `${name}.json`})

/** The target of these tests: the newest, or the one that the environment names. */
const targetId = findTargetId(process.env.LIVEMODE_TEST_TARGET ?? defaultTargetId)

/** What an image is planned from, where nothing else is said. */
export function inputWith(
  settings: Partial<Config> = {},
  more: Partial<ImageInput> = {},
): ImageInput {
  const config = {...defaultConfig, ...settings}
  const target = targets[targetId]
  const layers = planLayers(target, planRequirements(target, config))
  const nodeVersion = process.version
  return {config, target, targetId, layers, authorizedKeys: null, nodeVersion, ...more}
}

export const planWith = (...input: Parameters<typeof inputWith>) => planImage(inputWith(...input))

/** The id that the machines of tests are installed with. */
export const installation = 'test-installation'

/** The part of a machine that an image of these settings has been installed on. */
export function machineWith(host: Host, settings: Partial<Config> = {}): MachinePlan {
  const image = planImageSource({...defaultConfig, ...settings}, host)
  const {buildId} = planWith(settings)
  return planMachine({
    config: {...defaultConfig, ...settings},
    hooks: [],
    host,
    image,
    buildId,
    engine: 'probe',
    installation,
    transactionSha256: null,
    resume: {kind: 'file', path: '/boot/livemode/resume'},
    menu: {
      kind: 'grub',
      file: '/boot/grub/grub.cfg',
      trial: {id: 'livemode-trial', file: '/boot/livemode/trial.cfg'},
    },
  })
}

import {type Config, defaultConfig, type PlannedFile} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {planLayers, planRequirements, targets} from '@livemode/userspace'
import {type ImageInput, planImage} from './plan.ts'

/** For tests: the host of that fixture. */
export const hostOf = (name: string): Host =>
  parseHost(fixture(`hosts/${name}.json`), {file: `${name}.json`})

/** For tests: what an image of Debian 13 is planned from, where nothing else is said. */
export function inputWith(
  settings: Partial<Config> = {},
  {host = hostOf('rhel-8-lvm'), ...more}: Partial<ImageInput> = {},
): ImageInput {
  const config = {...defaultConfig, ...settings}
  const target = targets['debian-13']
  const layers = planLayers(target, planRequirements(target, config))
  return {config, host, target, layers, authorizedKeys: null, ...more}
}

export const planWith = (...input: Parameters<typeof inputWith>) => planImage(inputWith(...input))

/** For tests: planned files as lines, without the content. */
export const listFiles = (files: readonly PlannedFile[]): readonly string[] =>
  files.map(file => {
    const owner = file.uid === 0 && file.gid === 0 ? '' : ` ${file.uid}:${file.gid}`
    const target = file.type === 'symlink' ? ` -> ${file.target}` : ''
    return `${file.path} ${file.type} ${file.mode}${owner}${target}`
  })

/** For tests: the content of a planned file. */
export function contentOf(files: readonly PlannedFile[], path: string): string {
  const file = files.find(planned => planned.path === path)
  if (file?.type === 'file') return file.content
  throw new Error(`no file ${path} is planned`)
}

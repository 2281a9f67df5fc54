import {dirname, posix} from 'node:path'
import {lastPhaseBeforeReboot} from '@livemode/host'
import {makeFolderDurably, writeDurably} from '../../system/durable.ts'
import {sourcePlaces} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'
import {readProgress} from './progress.ts'

type Context = Pick<EngineContext, 'live'>

/** Goes with the folder when the upgraded system has come up. */
const place = posix.join(sourcePlaces.firstBoot, 'kernels-before')

const modules = '/lib/modules'

/** The kernels that the source has, as uname(2) has their releases. */
const listKernels = ({live: {source}}: Context): readonly string[] =>
  source.list(modules).filter(version => source.has(posix.join(modules, version, 'vmlinuz')))

/** Notes what kernels there are, as long as Leapp has changed nothing. */
export function noteKernels(context: Context): void {
  if (readProgress(context).phase !== lastPhaseBeforeReboot) return
  const {source} = context.live
  makeFolderDurably(dirname(source.resolve(place)))
  const content = listKernels(context).map(version => `${version}\n`)
  writeDurably(source.resolve(place), {content: content.join('')})
}

/** The kernels that have come since. */
export function findKernels(context: Context): readonly string[] {
  const before = context.live.source.readText(place)?.split('\n') ?? []
  return listKernels(context).filter(version => !before.includes(version))
}

import {join} from 'node:path'
import {type InstalledRpm, installedQuery, parseInstalled} from '@livemode/host'
import type {LiveSystem} from '../../system/live-system.ts'
import {limits} from '../../tables/limits.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'
import {databaseFolder} from './database-folder.ts'

type Live = Pick<LiveSystem, 'run' | 'source'>

/** Asks rpm for the packages of the source, whatever format its database has. Throws a `Refusal` where it cannot tell. */
export const readInstalled = ({live}: Pick<EngineContext, 'live'>): readonly InstalledRpm[] =>
  readInstalledAt(live, join(live.source.root, databaseFolder(live)))

/** The same of a database in a folder of the live system. */
export function readInstalledAt(live: Live, folder: string): readonly InstalledRpm[] {
  const {code, stdout, stderr} = live.run(['rpm', `--dbpath=${folder}`, ...installedQuery], {
    environment,
    seconds: limits.packages,
  })
  if (code === 0) return parseInstalled(stdout)
  throw new Refusal(`rpm cannot read the source’s database: ${lastLine(stderr)}`)
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? ''

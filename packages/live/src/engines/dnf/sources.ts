import {dirname} from 'node:path'
import {type DnfTransaction, editRpmRepository, parseIni} from '@livemode/config'
import {makeFolderDurably, writeDurably} from '../../system/durable.ts'
import type {EngineContext} from '../engine.ts'
import {switchSourcesTo} from '../payload/sources.ts'
import {readTransaction} from './payload.ts'

const folder = '/etc/yum.repos.d'

/**
 * Gives the upgraded system its own package sources: what its new packages have brought, what they came from where that is not
 * among it, and the repositories of others as planned. See `switchSourcesTo`.
 */
export async function switchSources(context: EngineContext): Promise<void> {
  const plan = readTransaction(context)
  // With the keys that the others name.
  await switchSourcesTo(context, plan)
  const changed = plan.sourceRepositories.flatMap(one => changeRepository(context, one))
  const present = idsOf(context)
  const added = plan.targetRepositories.filter(({id}) => !present.has(id))
  for (const {path, content} of added.flatMap(({files}) => files)) {
    write(context, path, content)
    context.say(`${path} is new`)
  }
  context.note({lookAt: changed})
}

/** Those that files of the upgraded system have, whether they are enabled or not. */
function idsOf({live: {source}}: EngineContext): ReadonlySet<string> {
  const texts = source
    .list(folder)
    .filter(name => name.endsWith('.repo'))
    .map(name => source.readText(`${folder}/${name}`) ?? '')
  return new Set(texts.flatMap(text => parseIni(text).sections.map(([id]) => id)))
}

/** Changes a repository of the source's, unless that is done already; gives what is to be told of it. */
function changeRepository(
  context: EngineContext,
  {path, id, options}: DnfTransaction['sourceRepositories'][number],
): readonly string[] {
  const text = context.live.source.readText(path)
  if (text === undefined || !parseIni(text).sections.some(([name]) => name === id)) return []
  const addressed = options?.baseurl === undefined ? {} : {mirrorlist: null, metalink: null}
  const changed =
    options === null
      ? editRpmRepository(text, {id, options: {enabled: '0'}})
      : editRpmRepository(text, {id, options: {...addressed, ...options}})
  if (changed !== text) write(context, path, changed)
  return options === null
    ? [`the repository [${id}] in ${path} is disabled: look for what it has for this release`]
    : []
}

function write({live: {source}}: EngineContext, path: string, content: string): void {
  const file = source.resolve(path)
  makeFolderDurably(dirname(file))
  writeDurably(file, {content, mode: source.stat(path)?.mode ?? 0o644})
}

import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseUpgradeResult, type UpgradeResult} from '@livemode/config'
import {readWholeFile} from '@livemode/host'
import {logNames, sourcePlaces} from '@livemode/live'

/**
 * Where the live system leaves how an upgrade ended, and its initramfs why it did not begin. The second is for
 * a source whose /var it could not mount.
 */
export const logFolders = [sourcePlaces.logFolder, sourcePlaces.fallbackFolder] as const

/**
 * How the last upgrade ended: `interrupted` when the live system did not come to its end, `not-begun`
 * when the initramfs did not start it, of which only the reason is known.
 */
export interface LastRun {
  readonly result: 'success' | 'failure' | 'rolled-back' | 'interrupted' | 'not-begun'
  readonly reason: string
  readonly buildId: string
  readonly source: string
  readonly target: string
  /** What to do, and to look at, a sentence each. */
  readonly lookAt: readonly string[]
}

/**
 * Reads how the last upgrade of this machine ended; null when there was none. `folders` are where the
 * live system and its initramfs can have left it; what was left last counts.
 */
export async function readLastRun(folders: readonly string[]): Promise<LastRun | null> {
  const names = [...new Set(folders)].flatMap(folder => [
    {path: join(folder, logNames.result), parse: parseLastRun},
    {path: join(folder, logNames.initramfsReport), parse: parseReport},
  ])
  const found = await Promise.all(names.map(name => readDated(name)))
  const [last] = found.flatMap(run => run ?? []).toSorted((a, b) => b.time - a.time)
  return last?.run ?? null
}

async function readDated({path, parse}: {path: string; parse: (text: string) => LastRun}) {
  try {
    const {mtimeMs} = await stat(path)
    const content = await readWholeFile(path)
    return content && {time: mtimeMs, run: parse(content.toString('utf8'))}
  } catch {
    return undefined
  }
}

/** Parses the report of a live boot that has failed in the initramfs; its first line has the reason. */
export function parseReport(text: string): LastRun {
  const [, reason = 'its report does not say why'] =
    /^The live boot has failed in the initramfs: (.*)/.exec(text) ?? []
  return {result: 'not-begun', reason, buildId: '', source: '', target: '', lookAt: []}
}

/** How a run can have ended by itself. */
const ended = ['success', 'failure', 'rolled-back'] as const

/** Parses the result of a run. What cannot be read comes from a run that was interrupted. */
export function parseLastRun(text: string): LastRun {
  const found = parseObject(text)
  const word = (name: string) => (typeof found[name] === 'string' ? found[name] : '')
  const result = word('result')
  return {
    result: ended.find(one => one === result) ?? 'interrupted',
    reason: word('reason'),
    buildId: word('buildId'),
    source: word('source'),
    target: word('target'),
    lookAt: renderLookAt(parseUpgradeResult(text)),
  }
}

/** What of a result a person has to do or to look at; nothing of one that is older than its schema. */
function renderLookAt(result: UpgradeResult | undefined): readonly string[] {
  if (result === undefined) return []
  const {advice, packages, failures, configurations, lookAt} = result
  const differences = packages?.notAsPlanned ?? []
  return [
    ...(advice === '' ? [] : [advice]),
    ...differences.map(
      ({package: name, found, planned}) =>
        `${name} is ${found ?? 'not installed'}, planned is ${planned ?? 'its removal'}`,
    ),
    ...failures.map(({about, text}) => `${about} has failed: ${text}`),
    ...configurations.map(({path, newVersion}) =>
      newVersion === null ? `${path} is kept` : `${path} is kept, the new one is at ${newVersion}`,
    ),
    ...lookAt,
  ]
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** How a run ended, in a line for a reader. */
export function renderLastRun(run: LastRun | null): string {
  if (run === null) return 'none'
  const {result, reason, source, target, buildId} = run
  const how = {
    success: 'succeeded',
    failure: `failed: ${reason}`,
    'rolled-back': 'was taken back',
    interrupted: 'was interrupted',
    'not-begun': `the live system was not started: ${reason}`,
  }[result]
  return source === '' ? how : `${source} to ${target}, image ${buildId}: ${how}`
}

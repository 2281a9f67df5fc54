import {readFile} from 'node:fs/promises'

/** Where the live system leaves how an upgrade ended. */
const resultPath = '/var/log/leapp/upgrade-result.json'

/** How the last upgrade ended; `interrupted` when the live system did not come to its end. */
export interface LastRun {
  readonly result: 'success' | 'failure' | 'interrupted'
  readonly reason: string
  readonly buildId: string
  readonly source: string
  readonly target: string
}

/** Reads how the last upgrade of this machine ended; null when there was none. */
export async function readLastRun(path = resultPath): Promise<LastRun | null> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? null : parseLastRun(text)
}

/** Parses the result of a run. What cannot be read comes from a run that was interrupted. */
export function parseLastRun(text: string): LastRun {
  const found = parseObject(text)
  const word = (name: string) => (typeof found[name] === 'string' ? found[name] : '')
  const result = word('result')
  return {
    result: result === 'success' || result === 'failure' ? result : 'interrupted',
    reason: word('reason'),
    buildId: word('buildId'),
    source: word('source'),
    target: word('target'),
  }
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
    interrupted: 'was interrupted',
  }[result]
  return `${source} to ${target}, image ${buildId}: ${how}`
}

import {DatabaseSync} from 'node:sqlite'

/** What Leapp's database has of its last upgrade. */
export interface LeappRun {
  /** The releases that it leads from and to, their first numbers: `{from: '8', to: '9'}`; undefined where it does not tell. */
  readonly path: {readonly from: string; readonly to: string} | undefined
  /** The target's release as Leapp was told it. */
  readonly release: string | undefined
  /** The phase that it was in last; undefined before the first. */
  readonly phase: string | undefined
  /** Whether that phase has ended. Leapp goes on behind it whether it has or not. */
  readonly isPhaseWhole: boolean
  /** How many steps it has taken. */
  readonly steps: number
  /** How many errors its actors have reported. Leapp stops behind its next phase where there is one. */
  readonly errors: number
  /** Whether packages come from an image of an installation disk. */
  readonly hasIso: boolean
  /** The ids of the repositories that it uses; undefined as long as it has not chosen. */
  readonly repositories: readonly string[] | undefined
}

/**
 * Reads the last upgrade from Leapp's database, and changes nothing there; undefined where there was none. A phase that has
 * ended has a checkpoint by its own name, of no actor; the others are of actors, and of stages, whose names have a dot.
 *
 * Throws where the file cannot be read, or is none of Leapp's.
 */
export function readLeappRun(file: string): LeappRun | undefined {
  const database = new DatabaseSync(file, {readOnly: true})
  try {
    const ask = (sql: string, ...values: string[]) => database.prepare(sql).get(...values)
    const execution = ask(
      "SELECT context, configuration FROM execution WHERE kind = 'upgrade' ORDER BY id DESC LIMIT 1",
    )
    if (execution === undefined) return undefined
    const context = String(execution.context)
    const last = ask(`SELECT actor, phase ${checkpoints} ORDER BY audit.id DESC LIMIT 1`, context)
    const count = (sql: string) => Number(ask(`SELECT count(*) AS many ${sql}`, context)?.many)
    const phase = last && String(last.phase)
    return {
      ...parseEnvironment(execution.configuration),
      phase: phase?.split('.')[0],
      isPhaseWhole: last?.actor === '' && !phase?.includes('.'),
      steps: count(checkpoints),
      errors: count("FROM message WHERE context = ? AND type = 'ErrorModel'"),
      repositories: parseRepositories(
        ask(
          `SELECT data FROM message JOIN message_data ON hash = message_data_hash
           WHERE context = ? AND type = 'UsedTargetRepositories' ORDER BY message.id DESC LIMIT 1`,
          context,
        )?.data,
      ),
    }
  } finally {
    database.close()
  }
}

const checkpoints = `FROM audit JOIN data_source ON data_source.id = data_source_id
  WHERE audit.context = ? AND event = 'checkpoint'`

/** Leapp keeps the variables of its own environment with each run. */
function parseEnvironment(text: unknown): Pick<LeappRun, 'path' | 'release' | 'hasIso'> {
  const {environment = {}} = JSON.parse(String(text ?? '{}')) as {
    environment?: Readonly<Record<string, string>>
  }
  const [, from, to] = /^(\d+)to(\d+)$/.exec(environment.LEAPP_IPU_IN_PROGRESS ?? '') ?? []
  return {
    path: from === undefined || to === undefined ? undefined : {from, to},
    release: environment.LEAPP_UPGRADE_PATH_TARGET_RELEASE || undefined,
    hasIso: Boolean(environment.LEAPP_TARGET_ISO),
  }
}

function parseRepositories(text: unknown): readonly string[] | undefined {
  if (text === undefined) return undefined
  const {repos} = JSON.parse(String(text)) as {repos: readonly {readonly repoid: string}[]}
  return repos.map(({repoid}) => repoid)
}

import {loadAll, YAMLException} from 'js-yaml'
import {LivemodeError} from './error.ts'
import {type Problem, renderProblems} from './problem.ts'
import {type Rule, rules} from './rules.ts'
import {
  type Config,
  configSchema,
  defaultConfig,
  type SettingName,
  settingNames,
} from './settings.ts'
import {describe} from './values.ts'
import {type Position, parseYamlPositions} from './yaml-positions.ts'

interface Source {
  /** The name of the file as the reader knows it: it starts every message. */
  readonly file: string
  readonly text: string
}

/**
 * Parses the text of a livemode.yaml into the complete configuration.
 *
 * Throws `CONFIG_INVALID` with everything that is wrong, each with its line, column and key.
 */
export function parseConfig(text: string, {file}: {file: string}): Config {
  const source = {file, text}
  const written = loadMapping(source)
  const positions = parseYamlPositions(text)
  const {config, problems} = checkSettings(written, positions)
  if (problems.length === 0) problems.push(...checkRules(config, positions))
  if (problems.length > 0) throw invalid(source, problems)
  return config
}

function loadMapping(source: Source): Record<string, unknown> {
  const [document, second] = loadDocuments(source)
  if (second !== undefined) {
    throw invalid(source, [{offset: 0, what: 'holds more than one YAML document; one is expected'}])
  }
  if (document === null || document === undefined) return {}
  if (typeof document !== 'object' || Array.isArray(document)) {
    const what = `must be a mapping of settings, not ${describe(document)}`
    throw invalid(source, [{offset: startOfContent(source.text), what}])
  }
  return document as Record<string, unknown>
}

/** Where the document starts behind comments and a document mark; 0 where that cannot be told. */
const startOfContent = (text: string) => Math.max(0, text.search(/(?<=^[ \t]*)(?!#|---)\S/m))

function loadDocuments(source: Source): unknown[] {
  try {
    return loadAll(source.text)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    throw invalid(source, [{offset: error.mark?.position ?? 0, what: error.reason}], error)
  }
}

function checkSettings(written: Record<string, unknown>, positions: Map<string, Position>) {
  const unknown: Problem[] = Object.keys(written)
    .filter(key => !settingNames.includes(key as SettingName))
    .map(key => ({
      offset: positions.get(key)?.key ?? 0,
      key,
      what: `is not a setting; the settings are ${settingNames.join(', ')}`,
    }))
  const result = configSchema.safeParse({...defaultConfig, ...written})
  if (result.success) return {config: result.data, problems: unknown}
  const wrong = result.error.issues.map(issue => {
    const key = String(issue.path[0])
    return {offset: positions.get(key)?.value ?? 0, key, what: issue.message}
  })
  return {config: defaultConfig, problems: [...unknown, ...wrong]}
}

function checkRules(config: Config, positions: Map<string, Position>): Problem[] {
  return rules.flatMap((rule: Rule) => {
    const found = rule(config)
    return found ? [{...found, offset: positions.get(found.key)?.key ?? 0}] : []
  })
}

function invalid(source: Source, problems: readonly Problem[], cause?: unknown) {
  return new LivemodeError('CONFIG_INVALID', renderProblems(problems, source), {cause})
}

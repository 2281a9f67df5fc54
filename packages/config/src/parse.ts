import {isDeepStrictEqual} from 'node:util'
import {LivemodeError} from './error.ts'
import {type Problem, placeOf, renderProblems} from './problem.ts'
import {checkRules} from './rules/index.ts'
import type {RuleProblem} from './rules/rule.ts'
import {type ConfigFile, scanFile, type WrittenSetting} from './scan.ts'
import {type Config, defaultConfig, type SettingName, settings} from './settings.ts'
import {splitNames} from './values.ts'
import {nodeValue} from './yaml/value.ts'

/** A configuration that is complete and in order, which still knows where each setting was written. */
export interface ParsedConfig {
  readonly config: Config
  /** Makes the error for a setting that turned out wrong when the machine was looked at. */
  readonly refuse: (
    name: SettingName,
    problem: {readonly what: string; readonly cause?: unknown},
  ) => LivemodeError
}

interface ValidSetting extends WrittenSetting {
  readonly value: unknown
}

/** A problem and the file that it is in. */
interface PlacedProblem extends Problem {
  readonly file: ConfigFile
}

/**
 * Parses the text of a livemode.yaml into the complete configuration.
 *
 * Throws `CONFIG_INVALID` with everything that is wrong, each with its line, column and key.
 */
export function parseConfig(text: string, {file}: {file: string}): Config {
  return parseConfigFiles([{file, text}]).config
}

/**
 * Parses all files of a configuration into one. A setting may stand in several of them as long as
 * they agree.
 *
 * Throws `CONFIG_INVALID` with everything that is wrong in any of them.
 */
export function parseConfigFiles(files: readonly ConfigFile[]): ParsedConfig {
  const scans = files.map(scanFile)
  const problems: (readonly PlacedProblem[])[] = scans.map(({file, problems}) =>
    problems.map(problem => ({...problem, file})),
  )
  const written = scans.flatMap(scan => scan.settings)
  const valid: ValidSetting[] = []
  for (const setting of written) {
    const checked = checkValue(setting)
    if ('value' in checked) valid.push({...setting, value: checked.value})
    else problems.push(checked.problems)
  }

  const config = configOf(valid)
  const isInOrder = (name: SettingName) =>
    !written.some(setting => setting.name === name && !valid.some(one => one.node === setting.node))
  const broken = checkRules(config, isInOrder).map(problem => placeRule(written, problem))
  const all = [...problems.flat(), ...checkAgreement(valid), ...broken]
  if (all.length > 0) throw invalid(files, all)

  const refuse: ParsedConfig['refuse'] = (name, {what, cause}) =>
    invalid(files, [placeRule(written, {key: name, what})], cause)
  return {config, refuse}
}

function checkValue({
  name,
  key,
  form,
  file,
  offset,
  node,
}: WrittenSetting): {value: unknown} | {problems: readonly PlacedProblem[]} {
  const {schema, default: unset} = settings[name]
  const given = nodeValue(node)
  const isUnset = form.isEmptyUnset && given === '' && unset === null
  const result = schema.safeParse(isUnset ? null : given)
  if (result.success) return {value: result.data}
  const offsetOf = placer(node)
  const problems = result.error.issues.flatMap(issue => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined
    const paths = unknown?.map(name => [...issue.path, name]) ?? [issue.path]
    return paths.map(path => ({
      offset: given === null ? offset : offsetOf(path),
      // The name of a field of it, where there is one.
      key: [key, ...path.filter(part => typeof part === 'string')].join('.'),
      what: issue.message,
      file,
    }))
  })
  return {problems}
}

/** Finds where a value stands, or a part of it: in a list, in a mapping, or between the commas of a text. */
function placer(whole: WrittenSetting['node']): (path: readonly PropertyKey[]) => number {
  const texts = new Map<string, ReturnType<typeof splitNames>>()
  const namesIn = (text: string) => {
    const names = texts.get(text) ?? splitNames(text)
    texts.set(text, names)
    return names
  }
  const find = (node: WrittenSetting['node'], [part, ...rest]: readonly PropertyKey[]): number => {
    if (part === undefined) return node.offset
    if (node.kind === 'mapping') {
      const entry = node.entries.find(({key}) => key.kind === 'scalar' && key.text === part)
      return entry ? find(entry.value, rest) : node.offset
    }
    if (typeof part !== 'number') return node.offset
    if (node.kind === 'list') {
      const item = node.items[part]
      return item ? find(item, rest) : node.offset
    }
    if (node.kind !== 'scalar' || node.textOffset === null) return node.offset
    return node.textOffset + (namesIn(node.text)[part]?.index ?? 0)
  }
  return path => find(whole, path)
}

function checkAgreement(valid: readonly ValidSetting[]): readonly PlacedProblem[] {
  return valid.flatMap(({name, key, file, node, value}) => {
    const first = valid.find(other => other.name === name)
    if (!first || isDeepStrictEqual(first.value, value)) return []
    const there = placeOf(first.node.offset, first.file)
    const what = `is ${JSON.stringify(value)} here and ${JSON.stringify(first.value)} at ${there}`
    return [{offset: node.offset, key, what, file}]
  })
}

const configOf = (valid: readonly ValidSetting[]): Config => ({
  ...defaultConfig,
  ...Object.fromEntries(valid.toReversed().map(({name, value}) => [name, value])),
})

/** Gives a problem of a setting its place: the word of the text that it is about, or the key. */
function placeRule(
  written: readonly WrittenSetting[],
  {key: name, word, what}: RuleProblem,
): PlacedProblem {
  const setting = written.find(setting => setting.name === name)
  if (!setting) throw new Error(`${name} is written nowhere: ${what}`)
  const {key, node, file} = setting
  const textOffset = node.kind === 'scalar' ? node.textOffset : null
  const inText = word === undefined || textOffset === null ? undefined : textOffset + word
  const offset = word === undefined ? setting.offset : (inText ?? node.offset)
  return {offset, key, what, file}
}

function invalid(
  files: readonly ConfigFile[],
  problems: readonly PlacedProblem[],
  cause?: unknown,
) {
  const message = files
    .map(file =>
      renderProblems(
        problems.filter(problem => problem.file === file),
        file,
      ),
    )
    .filter(text => text !== '')
    .join('\n')
  return new LivemodeError('CONFIG_INVALID', message, {cause})
}

import {distance} from 'fastest-levenshtein'
import {YAMLException} from 'js-yaml'
import {describe} from './describe.ts'
import {
  type Form,
  forms,
  otherPlaceOf,
  sectionName,
  settingOf,
  settingOfAny,
  unknownNameSentence,
} from './forms.ts'
import {type Problem, placeFinder} from './problem.ts'
import type {SettingName} from './settings.ts'
import {parseYaml, type YamlMapping, type YamlNode} from './yaml/node.ts'
import {nodeValue} from './yaml/value.ts'

/** One file of the configuration. */
export interface ConfigFile {
  /** The name of the file as the reader knows it: it starts every message. */
  readonly file: string
  readonly text: string
  /** Whether other programs keep settings there as well, in mappings of their own. */
  readonly isShared?: boolean
  /** Whether Leapp reads it as well, which takes no settings but its own. */
  readonly isReadByLeapp?: boolean
}

/** A setting as it stands in a file; its value has not been looked at. */
export interface WrittenSetting {
  readonly name: SettingName
  /** Its name there. */
  readonly key: string
  readonly form: Form
  readonly file: ConfigFile
  /** Where the key starts. */
  readonly offset: number
  readonly node: YamlNode
}

export interface Scan {
  readonly file: ConfigFile
  readonly settings: readonly WrittenSetting[]
  readonly problems: readonly Problem[]
}

interface Entry {
  readonly key: string
  readonly offset: number
  readonly value: YamlNode
}

/** Finds the settings of a file, in whichever form they are, and what else there is and should not be. */
export function scanFile(file: ConfigFile): Scan {
  const refused = (problem: Problem): Scan => ({file, settings: [], problems: [problem]})
  const read = readDocuments(file.text)
  if ('problem' in read) return refused(read.problem)
  const [document, second] = read.documents
  if (second) {
    const what = 'a second YAML document starts before this; one is expected'
    return refused({offset: second.offset, what})
  }
  if (!document || nodeValue(document) === null) return {file, settings: [], problems: []}
  if (document.kind !== 'mapping') {
    const what = `must be a mapping of settings, not ${describe(nodeValue(document))}`
    return refused({offset: document.offset, what})
  }
  return scanMapping(file, document)
}

function readDocuments(text: string): {documents: readonly YamlNode[]} | {problem: Problem} {
  try {
    return {documents: parseYaml(text)}
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const what = `is no YAML: ${reasons[error.reason] ?? error.reason}`
    return {problem: {offset: error.mark?.position ?? 0, what}}
  }
}

/** The parser's words, where they say what happened to it and not what is wrong. */
const reasons: Readonly<Record<string, string>> = {
  'deficient indentation': 'a quote or a bracket above is never closed, or a line is not indented',
  'nesting exceeded maxDepth (100)': 'nested more than 100 deep',
  'unacceptable YAML version of the document': 'of another version than 1.1 and 1.2',
}

function scanMapping(file: ConfigFile, mapping: YamlMapping): Scan {
  const {entries, problems} = entriesOf(mapping, file)
  const hasSection = entries.some(({key}) => key === sectionName)
  const isForeign = file.isShared === true && entries.every(isOtherSection)
  if (!hasSection && !isForeign) {
    const settings = settingsOf(entries, {file, form: file.isReadByLeapp ? forms.flat : forms.own})
    return {file, settings: settings.settings, problems: [...problems, ...settings.problems]}
  }
  const section = entries.find(({key}) => key === sectionName)
  const beside = entries.filter(({key}) => key !== sectionName).flatMap(problemBeside)
  const found = section ? scanSection(section, file) : {settings: [], problems: []}
  return {file, settings: found.settings, problems: [...problems, ...beside, ...found.problems]}
}

function scanSection({key, value, offset}: Entry, file: ConfigFile) {
  if (nodeValue(value) === null) return {settings: [], problems: []}
  if (value.kind !== 'mapping') {
    const what = `must be a mapping of settings, not ${describe(nodeValue(value))}`
    return {settings: [], problems: [{offset: value.offset ?? offset, key, what}]}
  }
  const {entries, problems} = entriesOf(value, file)
  const {settings, problems: wrong} = settingsOf(entries, {file, form: forms.section})
  return {settings, problems: [...problems, ...wrong]}
}

/** The entries of a mapping whose keys are texts, each key once. */
function entriesOf({entries}: YamlMapping, {text}: ConfigFile) {
  const problems: Problem[] = []
  const found = new Map<string, Entry>()
  const find = placeFinder(text)
  for (const {key, value} of entries) {
    const {offset} = key
    if (key.kind !== 'scalar') {
      const name = key.kind === 'alias' ? 'an alias' : describe(nodeValue(key))
      problems.push({offset, what: `a key must be a text, not ${name}`})
      continue
    }
    const first = found.get(key.text)
    if (first) {
      const what = `is there already on line ${find(first.offset).line}, and only one of the two would count: remove one`
      problems.push({offset, key: key.text, what})
    } else found.set(key.text, {key: key.text, offset, value})
  }
  return {entries: [...found.values()], problems}
}

function settingsOf(entries: readonly Entry[], {file, form}: {file: ConfigFile; form: Form}) {
  const settings: WrittenSetting[] = []
  const problems: Problem[] = []
  for (const {key, offset, value} of entries) {
    const name = settingOf(form, key)
    if (name) settings.push({name, key, form, file, offset, node: value})
    else if (form.section === null && value.kind === 'mapping' && isNearSection(key)) {
      problems.push({offset, key, what: `did you mean ${sectionName}?`})
    } else problems.push({offset, key, what: unknownNameSentence(form, key)})
  }
  return {settings, problems}
}

/** What stands beside `livemode:` belongs to somebody else, unless it looks like a mistake. */
function problemBeside({key, offset, value}: Entry): readonly Problem[] {
  const setting = settingOfAny(key)
  if (setting) {
    const what = isOfSection(setting)
      ? `stands beside ${sectionName}: and has no effect; move it below`
      : otherPlaceOf(setting, forms.section)
    return [{offset, key, what}]
  }
  if (isNearSection(key)) return [{offset, key, what: `did you mean ${sectionName}?`}]
  if (value.kind === 'mapping' || nodeValue(value) === null) return []
  return [{offset, key, what: `is no mapping of settings and stands beside ${sectionName}:`}]
}

const isOtherSection = ({key, value}: Entry) =>
  value.kind === 'mapping' && settingOfAny(key) === undefined

const isOfSection = (name: SettingName) => forms.section.names[name] !== undefined

const isNearSection = (key: string) => distance(key.toLowerCase(), sectionName) <= 2

import {existsSync} from 'node:fs'
import {readdir, stat} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import {
  type ConfigFile,
  LivemodeError,
  ownConfigFile,
  type ParsedConfig,
  parseAuthorizedKeys,
  parseConfigFiles,
} from '@livemode/config'
import {keyringBytes, type SourceChoice} from '@livemode/transaction'
import {mostBytes, readBytes, readText} from './named-file.ts'
import type {Options} from './options.ts'

/** Where a machine keeps its configuration. */
interface ConfigPlaces {
  /** Leapp's file for livemode alone. */
  readonly file: string
  /** Leapp's folder, which all of its actors share. */
  readonly folder: string
  /** What is livemode's own. */
  readonly own: string
}

const machinePlaces: ConfigPlaces = {
  file: '/etc/leapp/actor.d/livemode.yaml',
  folder: '/etc/leapp/actor_conf.d',
  own: ownConfigFile,
}

/** The configuration that the arguments name, a file or a folder; else this machine's own, if it has one. */
export async function readConfig(
  {config}: Pick<Options, 'config'>,
  places = machinePlaces,
): Promise<ParsedConfig> {
  const parse = (files: readonly ConfigFile[]) =>
    parseConfigFiles(files.map(file => ({...file, isReadByLeapp: isReadByLeapp(file, places)})))
  if (config === undefined) {
    const {file, folder, own} = places
    const all = [await readIfThere(file), await readFolder(folder), await readIfThere(own)]
    return parse(all.flat())
  }
  if (!(await isFolder(config))) return parse([await readConfigFile(config)])
  const files = await readFolder(config)
  if (files.length > 0) return parse(files)
  throw new LivemodeError('USAGE', `${config}: there is no *.yaml in this folder`)
}

/** Leapp does not ask who has named its files to livemode. */
const isReadByLeapp = ({file}: ConfigFile, places: ConfigPlaces) =>
  resolve(file) === places.file || dirname(resolve(file)) === places.folder

/** The public keys that open the live system; null when the configuration names no file of them. */
export async function readAuthorizedKeys({config, refuse}: ParsedConfig): Promise<string | null> {
  const file = config.setup_opensshd_with_auth_keys
  if (file === null) return null
  const text = await readText(file, (why, cause) =>
    refuse('setup_opensshd_with_auth_keys', {what: `${file}: ${why}`, cause}),
  )
  parseAuthorizedKeys(text, {file})
  return text
}

/** What was chosen for package sources of others, with the keyrings that the configuration names. */
export const readSourceChoices = ({
  config,
  refuse,
}: ParsedConfig): Promise<readonly SourceChoice[]> =>
  Promise.all(
    config.third_party_sources.map(async choice => {
      const file = choice.signed_by
      if (file === undefined) return choice
      const keyring = await readBytes(file, {
        mostBytes,
        refuse: (why, cause) => refuse('third_party_sources', {what: `${file}: ${why}`, cause}),
      })
      return {...choice, keyring: keyringBytes(keyring)}
    }),
  )

/** The `*.yaml` of a folder in the order of their names; none when there is no such folder. */
async function readFolder(folder: string): Promise<readonly ConfigFile[]> {
  const names = existsSync(folder) ? await readdir(folder) : []
  const files = names.filter(name => name.endsWith('.yaml') && !name.startsWith('.')).toSorted()
  return Promise.all(
    files.map(async name => ({...(await readConfigFile(join(folder, name))), isShared: true})),
  )
}

const readIfThere = async (file: string): Promise<readonly ConfigFile[]> =>
  existsSync(file) ? [await readConfigFile(file)] : []

const readConfigFile = async (file: string): Promise<ConfigFile> => ({
  file,
  text: await readText(file),
})

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

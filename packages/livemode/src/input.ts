import {readFile} from 'node:fs/promises'
import {type Config, defaultConfig, LivemodeError, parseConfig} from '@livemode/config'
import {type Host, parseHost, readHost} from '@livemode/host'
import type {Arguments} from './arguments.ts'

const defaultFile = '/etc/leapp/actor.d/livemode.yaml'

/** The configuration that the arguments name; else this machine's own, if it has one. */
export async function readConfig({config}: Pick<Arguments, 'config'>): Promise<Config> {
  const file = config ?? defaultFile
  const text = await readText(file, {optional: config === undefined})
  return text === undefined ? defaultConfig : parseConfig(text, {file})
}

/** The machine that the arguments name; else the one that this runs on. */
export async function readNamedHost(
  {host}: Pick<Arguments, 'host'>,
  config: Config,
): Promise<Host> {
  if (host === undefined) return readHost({paths: [config.squashfs_fullpath]})
  return parseHost((await readText(host)) ?? '', {file: host})
}

/** The public keys that open the live system; null when the configuration names no file of them. */
export async function readAuthorizedKeys(config: Config): Promise<string | null> {
  const file = config.setup_opensshd_with_auth_keys
  return file === null ? null : ((await readText(file)) ?? null)
}

async function readText(file: string, {optional = false} = {}): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (optional && code === 'ENOENT') return undefined
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
    throw new LivemodeError('USAGE', `${file}: ${why}`, {cause: error})
  }
}

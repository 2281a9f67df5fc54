import {existsSync, statSync} from 'node:fs'
import {glob} from 'node:fs/promises'
import {join, posix} from 'node:path'
import type {ServiceObservation} from '../observations/observations.ts'
import {readSmallFile} from '../regular-file.ts'
import {openPlaces, type Place} from '../source-places.ts'
import {maskConfiguration} from './mask.ts'
import {renderPem} from './pem.ts'
import {hasPrivateKey, replacePrivateKeys} from './private-keys.ts'
import {type ServiceConfiguration, serviceConfigurations} from './services.ts'

/** More than any configuration has, and few enough to be looked at in a moment. */
const most = {files: 2_000, bytes: 1024 * 1024, totalBytes: 16 * 1024 * 1024, words: 20_000}

/** What was taken of the services' configurations. */
export interface ServiceFiles {
  readonly files: ReadonlyMap<string, Buffer>
  readonly services: Readonly<Record<string, ServiceObservation>>
}

/**
 * Reads the configurations of services: the files that they read themselves and no others, for those may be anything.
 * Nothing in the result is secret: private keys are replaced by new ones of their kind, and passwords are masked.
 */
export async function readServiceFiles(root: string): Promise<ServiceFiles> {
  const place = openPlaces(root)
  const files = new Map<string, Buffer>()
  const services: Record<string, ServiceObservation> = {}
  for (const [id, configuration] of Object.entries<ServiceConfiguration>(serviceConfigurations)) {
    const reading = new ServiceReading({root, place}, configuration)
    await reading.run()
    if (reading.files.size === 0 && reading.omitted.size === 0) continue
    for (const [path, content] of reading.files) files.set(path, content)
    services[id] = reading.observation()
  }
  return {files, services}
}

interface Root {
  readonly root: string
  readonly place: (path: string) => Place | undefined
}

/** What the packages bring, which the target brings anew. */
const isPackaged = (path: string) => path.startsWith('/usr/') && !path.startsWith('/usr/local/')

/** One service's configuration while it is followed from file to file. */
class ServiceReading {
  readonly #root: Root
  readonly #configuration: ServiceConfiguration
  readonly files = new Map<string, Buffer>()
  readonly links = new Map<string, string>()
  readonly folders = new Set<string>()
  readonly named = new Set<string>()
  readonly omitted = new Set<string>()
  #bytes = 0

  constructor(root: Root, configuration: ServiceConfiguration) {
    this.#root = root
    this.#configuration = configuration
  }

  async run(): Promise<void> {
    const {main, keys = []} = this.#configuration
    // A set that grows while it is gone through: each file once, also where files include each other.
    const paths = new Set<string>()
    for (const pattern of main) for (const path of await this.#expand(pattern)) paths.add(path)
    const texts: string[] = []
    for (const path of paths) {
      const text = await this.#take(path)
      if (text === undefined) continue
      texts.push(text)
      for (const found of await this.#included(text)) paths.add(found)
    }
    await this.#takeNamed(texts)
    for (const path of this.files.size > 0 ? keys : []) await this.#takePem(path)
  }

  observation(): ServiceObservation {
    return {
      files: [...this.files.keys()].toSorted(),
      links: Object.fromEntries([...this.links].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      folders: [...this.folders].toSorted(),
      named: [...this.named].toSorted(),
      omitted: [...this.omitted].toSorted(),
    }
  }

  /** Takes a file of the configuration; gives its text as far as it is not secret. */
  async #take(path: string): Promise<string | undefined> {
    const found = this.#root.place(path)
    if (found === undefined) return undefined
    if (isPackaged(found.path)) {
      if (!isPackaged(path)) this.links.set(path, found.path)
      return undefined
    }
    const content = await this.#read(found.path)
    if (content === undefined) {
      if (existsSync(join(this.#root.root, found.path))) this.omitted.add(path)
      return undefined
    }
    const text = content.toString('latin1')
    if (text.includes('\0')) {
      this.omitted.add(path)
      return undefined
    }
    const masked = this.#mask(text)
    this.files.set(path, Buffer.from(masked, 'latin1'))
    return masked
  }

  async #read(path: string): Promise<Buffer | undefined> {
    if (this.files.size >= most.files || this.#bytes >= most.totalBytes) return undefined
    const content = await readSmallFile(join(this.#root.root, path), most.bytes)
    this.#bytes += content?.length ?? 0
    return content
  }

  #mask(text: string): string {
    // A key would not survive the mask.
    return text
      .split(/(-----BEGIN [A-Z0-9 ]*PRIVATE KEY[\s\S]*?(?:-----END [A-Z0-9 ]*-----|$(?![\s\S])))/)
      .map(part =>
        hasPrivateKey(part)
          ? replacePrivateKeys(part)
          : maskConfiguration(part, this.#configuration),
      )
      .join('')
  }

  async #included(text: string): Promise<readonly string[]> {
    const {include, includeFolder, ignored} = this.#configuration
    const found: string[] = []
    for (const [, words = ''] of text.matchAll(include)) {
      for (const word of wordsOf(words)) found.push(...(await this.#expand(word)))
    }
    for (const [, words = ''] of includeFolder ? text.matchAll(includeFolder) : []) {
      for (const word of wordsOf(words)) {
        const names = await this.#expand(`${word}/*`)
        found.push(...names.filter(name => !ignored?.test(posix.basename(name))))
      }
    }
    return found
  }

  /** The files that a pattern names, by their names. */
  async #expand(pattern: string): Promise<readonly string[]> {
    const path = posix.resolve(this.#configuration.folder, pattern.replaceAll('**', '*'))
    if (!/[*?[]/.test(path)) return [path]
    const {root, place} = this.#root
    // The folder may be behind a link of the source, which is not one of this machine.
    const fixed = path.slice(0, path.search(/[*?[]/))
    const folder = posix.dirname(`${fixed}x`)
    const rest = path.slice(folder === '/' ? 1 : folder.length + 1)
    const real = place(folder)
    if (real === undefined) return []
    const found: string[] = []
    for await (const name of glob(rest, {cwd: join(root, real.path)})) {
      if (found.length === most.files) break
      found.push(posix.join(folder, name))
    }
    return found.toSorted()
  }

  /** Certificates, keys and folders that the configuration names: without them its checker would fail. */
  async #takeNamed(texts: readonly string[]): Promise<void> {
    const words = new Set(texts.flatMap(wordsOf))
    for (const word of [...words].slice(0, most.words)) {
      if (!/[./]/.test(word) || /[*?$]|:\/\//.test(word)) continue
      const path = posix.resolve(this.#configuration.folder, word.replace(/^[<=]+/, ''))
      if (this.files.has(path) || isPackaged(path)) continue
      if (await this.#takePem(path)) continue
      if (this.#kindOf(path) === 'file') this.named.add(path)
      if (!word.includes('/')) continue
      for (const folder of [path, posix.dirname(path)]) {
        if (this.#kindOf(folder) === 'folder') this.folders.add(folder)
      }
    }
  }

  async #takePem(path: string): Promise<boolean> {
    const found = this.#root.place(path)
    if (found === undefined || this.files.has(path)) return false
    const content = await this.#read(found.path)
    const pem = content && renderPem(content.toString('latin1'))
    if (pem === undefined) return false
    this.files.set(path, Buffer.from(pem, 'latin1'))
    return true
  }

  #kindOf(path: string): 'file' | 'folder' | undefined {
    const found = this.#root.place(path)
    return found && kindOf(join(this.#root.root, found.path))
  }
}

/** What is at a path; undefined where nothing is, and for pipes and devices. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  const found = statSync(path, {throwIfNoEntry: false})
  if (found?.isDirectory()) return 'folder'
  return found?.isFile() ? 'file' : undefined
}

/** The words of a text, without the quotes around them. */
const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s;,{}()"'=]+/)
    .filter(word => word !== '' && word.split('/').every(name => name.length < 256))

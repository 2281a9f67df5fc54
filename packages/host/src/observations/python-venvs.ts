import {join, posix} from 'node:path'
import {readSmallFile} from '../regular-file.ts'
import {foldersAmong, walkFolders} from './folders.ts'
import type {Observations} from './observations.ts'

const from = ['/opt', '/srv', '/home', '/root', '/usr/local', '/var/www', '/var/lib', '/var/opt']

/** A machine with more folders has its environments among the upper ones, most likely. */
const mostFolders = 8_000

/** Where nobody puts an environment, and where there are folders without end. */
const skipped = new Set(['.cache', '.git', '__pycache__', 'containers', 'docker', 'node_modules'])

const configuration = 'pyvenv.cfg'

/** Looks for the virtual environments of Python, see the module venv. */
export async function readPythonVenvs(root: string): Promise<Observations['pythonVenvs']> {
  const folders: string[] = []
  const isComplete = await walkFolders(root, {
    from,
    mostFolders,
    look(path, entries) {
      if (entries.some(({name}) => name === configuration)) {
        folders.push(path)
        return []
      }
      return foldersAmong(entries).filter(name => !skipped.has(name))
    },
  })
  const found: Observations['pythonVenvs']['found'] = []
  for (const path of folders) {
    const text = await readSmallFile(join(root, posix.join(path, configuration)), 64 * 1024)
    const value = (name: string) =>
      new RegExp(`^${name}\\s*=\\s*(\\S+)`, 'm').exec(text?.toString('utf8') ?? '')?.[1]
    // virtualenv writes the second one.
    const version = value('version') ?? value('version_info')
    if (version !== undefined) found.push({path, version, home: value('home') ?? ''})
  }
  return {found, isComplete}
}

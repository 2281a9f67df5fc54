import {readFileSync} from 'node:fs'
import type {PlannedFile} from '@livemode/config'

const root = {uid: 0, gid: 0} as const

/** The text of one of the files that are kept as they are, where their own checkers can read them. */
export const shipped = (name: string): string =>
  readFileSync(new URL(`../../files/${name}`, import.meta.url), 'utf8')

export const file = (path: string, content: string, mode = '0644'): PlannedFile => ({
  path,
  type: 'file',
  mode,
  ...root,
  content,
})

export const program = (path: string, content: string): PlannedFile => file(path, content, '0755')

export const symlink = (path: string, target: string): PlannedFile => ({
  path,
  type: 'symlink',
  mode: '0777',
  ...root,
  target,
})

export const directory = (path: string, mode: string): PlannedFile => ({
  path,
  type: 'directory',
  mode,
  ...root,
})

const units = '/usr/lib/systemd/system'
const configured = '/etc/systemd/system'

/** One of the shipped units, started with the target that wants it. */
export const enabledUnit = (name: string, wantedBy = 'multi-user.target'): PlannedFile[] => [
  file(`${units}/${name}`, shipped(name)),
  symlink(`${configured}/${wantedBy}.wants/${name}`, `${units}/${name}`),
]

/** An instance of a template unit that the distribution brings, e.g. getty@ for tty2. */
export const enabledInstance = (template: string, instance: string, wantedBy: string) =>
  symlink(
    `${configured}/${wantedBy}.wants/${template.replace('@', `@${instance}`)}`,
    `${units}/${template}`,
  )

export const maskedUnit = (name: string): PlannedFile =>
  symlink(`${configured}/${name}`, '/dev/null')

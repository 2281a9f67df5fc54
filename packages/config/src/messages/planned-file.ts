import {z} from 'zod'

const place = {path: z.string().startsWith('/'), uid: z.int().min(0), gid: z.int().min(0)}
const mode = z.string().regex(/^[0-7]{4}$/)

/** One file of the live system as data: a file with its content, a symlink, or a directory. */
export const plannedFile = z.discriminatedUnion('type', [
  z.strictObject({...place, type: z.literal('file'), mode, content: z.string()}),
  z.strictObject({...place, type: z.literal('symlink'), mode, target: z.string().min(1)}),
  z.strictObject({...place, type: z.literal('directory'), mode}),
])

export type PlannedFile = z.output<typeof plannedFile>

const root = {uid: 0, gid: 0} as const

/** A file of root's. */
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

import type {PlannedFile} from '@livemode/config'

/** A file of a source machine. */
export const file = (path: string, content: string, mode = '0644'): PlannedFile => ({
  path,
  type: 'file',
  mode,
  uid: 0,
  gid: 0,
  content,
})

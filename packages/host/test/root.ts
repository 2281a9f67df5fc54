import {mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {ExecutionContext} from 'ava'

interface Contents {
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Links, and where they lead. */
  readonly links?: Readonly<Record<string, string>>
}

/** A root in a folder, which goes when the test ends. */
export function makeRoot(t: ExecutionContext, {files = {}, links = {}}: Contents): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'livemode-root-')))
  t.teardown(() => rmSync(root, {recursive: true}))
  const place = (path: string) => {
    mkdirSync(dirname(join(root, path)), {recursive: true})
    return join(root, path)
  }
  for (const [path, content] of Object.entries(files)) writeFileSync(place(path), content)
  for (const [path, target] of Object.entries(links)) symlinkSync(target, place(path))
  return root
}

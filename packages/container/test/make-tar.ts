import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export type TarFormat = 'v7' | 'ustar' | 'gnu' | 'pax'

/**
 * What a shell script writes in a new folder, where `tar FILE …` writes a tar of that
 * format, made by this machine's GNU tar.
 */
export function makeTar(format: TarFormat, script: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'livemode-tar-'))
  const tar = `tar() { command tar --create --format=${format} --file=- "$@"; }`
  try {
    return execFileSync('sh', ['-euc', `${tar}\n${script}`], {
      cwd: folder,
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } finally {
    rmSync(folder, {recursive: true})
  }
}

import {existsSync} from 'node:fs'
import {mkdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Session} from '@livemode/container'

/** A key pair, as ssh-keygen(1) writes it. */
export interface SshKey {
  readonly private: string
  readonly public: string
}

/** The key with which the harness logs in to machines. It is kept, for it goes into live images. */
export async function ensureSshKey(
  session: Session,
  {toolbox, folder}: {toolbox: string; folder: string},
): Promise<SshKey> {
  const file = join(folder, 'id_ed25519')
  if (!existsSync(`${file}.pub`)) {
    await mkdir(folder, {recursive: true, mode: 0o700})
    await using workbench = await session.start(toolbox, {
      name: 'ssh-key',
      binds: {[folder]: '/key'},
    })
    // A run that was killed may have left a part, and ssh-keygen would ask whether to write over it.
    await workbench.exec(['rm', '-f', '/key/new', '/key/new.pub'])
    const argv = ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'harness', '-f', '/key/new']
    await workbench.exec(argv)
    await workbench.exec(['sh', '-c', 'cd /key && mv new id_ed25519 && mv new.pub id_ed25519.pub'])
  }
  return {private: await readFile(file, 'utf8'), public: await readFile(`${file}.pub`, 'utf8')}
}

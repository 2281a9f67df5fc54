import {type Changes, makeChanges} from './changes.ts'
import type {LiveSystem} from './live-system.ts'
import {readSourceFile, type SourceFile} from './source-file.ts'
import type {SourceTree} from './source-tree.ts'

const folder = '/etc/ssh'

/** A host key and what is public of it. */
interface HostKey {
  readonly secret: SourceFile
  readonly public: SourceFile | undefined
}

/** Makes sshd answer with the source's own host keys; with fresh ones where it has none. Gives the exit code. */
export const takeOverHostKeys = (live: LiveSystem): number =>
  makeChanges(live, ({source}) => planHostKeys(readHostKeys(source))) ? 0 : 1

const readHostKeys = (source: SourceTree): readonly HostKey[] =>
  source
    .list(folder)
    .filter(name => /^ssh_host_.*_key$/.test(name))
    .flatMap(name => {
      const secret = readSourceFile(source, `${folder}/${name}`)
      return secret ? [{secret, public: readSourceFile(source, `${folder}/${name}.pub`)}] : []
    })

const planHostKeys = (keys: readonly HostKey[]): Changes => ({
  lines: [],
  files: keys.flatMap(key => [
    {...key.secret, mode: 0o600},
    ...(key.public ? [{...key.public, mode: 0o644}] : []),
  ]),
  programs: [
    // Makes those that are missing.
    ['ssh-keygen', '-A'],
    // What is wrong with the configuration is said before sshd itself is started with it.
    ['sshd', '-t'],
  ],
})

import type {LiveContainer} from '../live-container.ts'

/** What is compared of two upgraded systems: a line for each package, and for each file in /etc. */
export type SystemState = ReadonlyMap<string, string>

/** Reads it, by the system's own programs. The day on which a password was changed is no part of it: what is made lies for days. */
export async function readState(live: LiveContainer): Promise<SystemState> {
  const text = await live.shellInSource(
    `dpkg-query --show --showformat='package \${binary:Package}\\t\${Version} \${db:Status-Abbrev}\\n'
    apt-mark showauto | sed 's/^/automatic /; s/$/\\t/'
    apt-mark showhold | sed 's/^/held /; s/$/\\t/'
    find /etc -printf 'file %p\\t%y %m %u:%g %l\\n'
    find /etc -type f -print0 | xargs -0 sha256sum | sed -E 's/^(\\S+)  (.*)/content \\2\\t\\1/'
    for name in shadow shadow-; do
      printf 'content /etc/%s\\t%s\\n' $name "$(sed -E 's/^([^:]*:[^:]*):[^:]*/\\1/' /etc/$name | sha256sum)"
    done
    dpkg --verify | sed 's/^/verify /; s/$/\\t/'`,
  )
  const lines = text.split('\n').filter(line => line !== '')
  return new Map(lines.map(line => line.split('\t') as [string, string]))
}

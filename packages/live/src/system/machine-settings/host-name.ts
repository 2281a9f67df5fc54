import {type Changes, noChanges} from '../changes.ts'

const path = '/etc/hostname'
const label = '[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?'
const hostName = new RegExp(`^${label}(\\.${label})*$`)

/** As many as the kernel takes, see gethostname(2). */
const mostCharacters = 64

/**
 * Gives the live system the source's host name, from the text of its /etc/hostname. Without one that says which
 * machine this is the live system keeps its own.
 */
export function planHostName(text: string | undefined): Changes {
  const name = parseHostName(text ?? '')
  if (name === undefined || name === 'localhost' || name.startsWith('localhost.')) return noChanges
  if (name.length > mostCharacters || !hostName.test(name)) {
    return {...noChanges, lines: [`/sysroot${path} holds no host name`]}
  }
  const [short] = name.split('.')
  const names = short === name ? name : `${name} ${short}`
  const hosts = `127.0.0.1 localhost\n127.0.1.1 ${names}\n::1 localhost\n`
  return {
    lines: [],
    // Not only the kernel's, because NetworkManager and hostnamed go back to what the file says.
    files: [
      {path, content: `${name}\n`, mode: 0o644},
      {path: '/etc/hosts', content: hosts, mode: 0o644},
    ],
    programs: [['sysctl', '--quiet', '--write', `kernel.hostname=${name}`]],
  }
}

/** The first line that is neither empty nor a comment, as hostname(5) has it. */
const parseHostName = (text: string): string | undefined =>
  text
    .split('\n')
    .map(line =>
      line
        .split(/[ \t\v\f\r]+/)
        .filter(Boolean)
        .join(' '),
    )
    .find(line => line !== '' && !line.startsWith('#'))

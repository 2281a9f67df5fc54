/** GRUB reads a block of just this size, and writes to it in its place. */
const blockBytes = 1024

const header = '# GRUB Environment Block\n'

/**
 * The environment block with these variables in it, or without them (null), see grub-editenv(1); `block` is the one that is
 * there, empty for none. Throws where there is no room for them.
 */
export function setInGrubEnvironment(
  block: string,
  variables: Readonly<Record<string, string | null>>,
): string {
  const others = linesOf(block).filter(line => !Object.hasOwn(variables, nameOf(line)))
  const kept = others.length === 0 ? header : `${others.join('\n')}\n`
  const set = Object.entries(variables).filter(([, value]) => value !== null)
  const text = kept + set.map(([name, value]) => `${name}=${value}\n`).join('')
  if (Buffer.byteLength(text) > blockBytes) {
    const names = set.map(([name]) => name).join(' and ')
    throw new Error(`GRUB’s environment block has no room for ${names}`)
  }
  return text + '#'.repeat(blockBytes - Buffer.byteLength(text))
}

/** The variables of an environment block. */
export const parseGrubBlock = (block: string): ReadonlyMap<string, string> =>
  new Map(
    linesOf(block)
      .filter(line => !line.startsWith('#'))
      .map(line => [nameOf(line), line.slice(nameOf(line).length + 1)]),
  )

/** What counts in a block; nothing does in one that GRUB would not take, as a loss of power may leave it. */
const linesOf = (block: string) =>
  block.startsWith(header) ? block.split('\n').filter(isKept) : []

/** A variable, or what is said about the block; not what fills it. */
const isKept = (line: string) => /^(?!#+$)(#|[^=\0]+=)[^\0]*$/.test(line)

const nameOf = (line: string) => line.replace(/=.*$/, '')

/** GRUB reads a block of just this size, and writes to it in its place. */
const blockBytes = 1024

const header = '# GRUB Environment Block\n'

/**
 * The environment block with a variable in it, see grub-editenv(1); `block` is the one that is there, empty for none.
 * Throws where there is no room for it.
 */
export function setInGrubEnvironment(
  block: string,
  {name, value}: {name: string; value: string},
): string {
  // One that GRUB would not take, as a loss of power may leave it, has nothing in it that counts.
  const lines = block.startsWith(header) ? block.split('\n').filter(isKept) : []
  const others = lines.filter(line => !line.startsWith(`${name}=`))
  const kept = others.length === 0 ? header : `${others.join('\n')}\n`
  const text = `${kept}${name}=${value}\n`
  if (Buffer.byteLength(text) > blockBytes)
    throw new Error(`GRUB’s environment block has no room for ${name}`)
  return text + '#'.repeat(blockBytes - Buffer.byteLength(text))
}

/** A variable, or what is said about the block; not what fills it. */
const isKept = (line: string) => /^(?!#+$)(#|[^=\0]+=)[^\0]*$/.test(line)

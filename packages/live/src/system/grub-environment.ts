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
  const lines = block.split('\n').filter(line => line !== '' && !/^#+$/.test(line))
  const others = lines.filter(line => !line.startsWith(`${name}=`))
  const kept = others.length === 0 ? header : `${others.join('\n')}\n`
  const text = `${kept}${name}=${value}\n`
  if (Buffer.byteLength(text) > blockBytes)
    throw new Error(`GRUB’s environment block has no room for ${name}`)
  return text + '#'.repeat(blockBytes - Buffer.byteLength(text))
}

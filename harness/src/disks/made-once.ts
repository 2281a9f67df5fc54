import {createHash} from 'node:crypto'
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/**
 * Makes a file, or a folder, unless it is there already, made from the same inputs; a file beside it remembers them.
 * `make` gets a name in the same folder; what it makes there becomes this one when it is complete.
 */
export async function makeOnce(
  file: string,
  {inputs, make}: {readonly inputs: unknown; readonly make: (name: string) => Promise<void>},
): Promise<void> {
  const key = keyOf(inputs)
  const keyFile = `${file}.made-from`
  if ((await readFile(keyFile, 'utf8').catch(() => '')) === key) return
  const folder = dirname(file)
  await mkdir(folder, {recursive: true})
  await rm(keyFile, {force: true})
  const incomplete = `.incomplete-${crypto.randomUUID().slice(0, 8)}`
  try {
    await make(incomplete)
    // Nothing takes the place of a folder that has something in it.
    await rm(file, {recursive: true, force: true})
    await rename(join(folder, incomplete), file)
    await writeFile(keyFile, key)
  } finally {
    await rm(join(folder, incomplete), {recursive: true, force: true})
  }
}

/** A name for inputs: the same for the same ones. */
export const keyOf = (inputs: unknown) =>
  createHash('sha256').update(JSON.stringify(inputs)).digest('hex')

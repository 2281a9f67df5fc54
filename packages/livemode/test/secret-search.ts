import {createReadStream} from 'node:fs'
import {open, readdir, readlink} from 'node:fs/promises'
import {join} from 'node:path'
import {PassThrough, Readable} from 'node:stream'
import {createGunzip, createZstdDecompress} from 'node:zlib'
import type {Container, Engine} from '@livemode/container'

/** Something that nobody may find, and what it is called. */
export interface Secret {
  readonly name: string
  readonly text: string
}

/** Bytes that are searched. */
export interface Place {
  readonly name: string
  readonly open: () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>
  /** What is in it for certain: where that is not found, it is not what it should be, or not readable. */
  readonly known?: string
}

/** Searches all places for all secrets, in every form that a program could write them in; gives a line for each that is found. */
export async function findSecrets(
  places: Iterable<Place> | AsyncIterable<Place>,
  secrets: readonly Secret[],
): Promise<readonly string[]> {
  const forms = secrets.flatMap(({name, text}) =>
    formsOf(text).map(([form, bytes]) => ({what: `${name}, ${form}`, bytes})),
  )
  const found: string[] = []
  for await (const {name, open, known} of places) {
    const control = known === undefined ? [] : [{what: '', bytes: Buffer.from(known)}]
    const seen = await findForms(await open(), [...forms, ...control])
    if (known !== undefined && !seen.delete('')) throw new Error(`${name}: nobody can read it`)
    found.push(...[...seen].map(what => `${name}: ${what}`))
  }
  return found
}

/** How a secret can be written: as it is, encoded as in URLs, and as Base64, at whatever place of a longer text. */
function formsOf(text: string): readonly (readonly [string, Buffer])[] {
  const bytes = Buffer.from(text)
  const everyByte = [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const base64 = [0, 1, 2].flatMap(shift => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64url')
    // Its first and its last digits have bits of what stands beside it.
    const own = encoded.slice(
      shift === 0 ? 0 : shift + 1,
      Math.floor(((shift + bytes.length) * 8) / 6),
    )
    return [own, own.replaceAll('-', '+').replaceAll('_', '/')]
  })
  const forms = [
    ['plain', text],
    ['in JSON', JSON.stringify(text).slice(1, -1)],
    ['percent-encoded', encodeURIComponent(text)],
    ['percent-encoded', encodeURI(text)],
    ['percent-encoded', everyByte],
    ['percent-encoded', everyByte.toUpperCase()],
    ...base64.map(own => ['as Base64', own]),
  ] as const
  const written = new Map(forms.toReversed().map(([form, text]) => [text, form]))
  return [...written].map(([text, form]) => [form, Buffer.from(text)])
}

async function findForms(
  bytes: AsyncIterable<Uint8Array>,
  forms: readonly {readonly what: string; readonly bytes: Buffer}[],
): Promise<Set<string>> {
  const longest = Math.max(...forms.map(form => form.bytes.length))
  const seen = new Set<string>()
  let end = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const window = Buffer.concat([end, chunk])
    for (const form of forms) if (window.includes(form.bytes)) seen.add(form.what)
    end = window.subarray(Math.max(0, window.length - longest + 1))
  }
  return seen
}

export const textPlace = (name: string, text: string): Place => ({
  name,
  open: () => Readable.from([Buffer.from(text)]),
})

/** By the bytes that files begin with. */
const decompressors = [
  {magic: '1f8b', create: createGunzip},
  {magic: '28b52ffd', create: createZstdDecompress},
]

/** Every file of a folder with its path, and what is compressed in it once more without that. */
export async function* folderPlaces(folder: string): AsyncGenerator<Place> {
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name)
    yield textPlace(`the name of ${path}`, path)
    if (entry.isSymbolicLink()) yield textPlace(path, await readlink(path))
    if (!entry.isFile()) continue
    yield {name: path, open: () => createReadStream(path, {highWaterMark: 1 << 20})}
    await using file = await open(path)
    const {buffer} = await file.read(Buffer.alloc(4), 0, 4, 0)
    const found = decompressors.find(({magic}) => buffer.toString('hex').startsWith(magic))
    if (found) {
      yield {name: `${path}, decompressed`, open: () => createReadStream(path).pipe(found.create())}
    }
  }
}

/** All layers of a container image, and what the engine tells of it. */
export async function* imagePlaces(engine: Engine, reference: string): AsyncGenerator<Place> {
  const image = engine.docker.getImage(reference)
  const open = async () => (await image.get()) as Readable
  yield {name: `the image ${reference}`, open, known: 'Package: dpkg\n'}
  yield textPlace(
    `what is told of ${reference}`,
    JSON.stringify([await image.inspect(), await image.history()]),
  )
}

/** The files of a container, and what the engine tells of it. */
export async function* containerPlaces(
  engine: Engine,
  container: Container,
): AsyncGenerator<Place> {
  const open = () => container.exportRoot()
  yield {name: 'the files of a machine', open, known: 'Package: dpkg\n'}
  const told = await engine.docker.getContainer(container.id).inspect()
  yield textPlace('what is told of a machine', JSON.stringify(told))
}

/**
 * A live image, or an initramfs with whatever follows it, unpacked in a container that has unsquashfs(1), or dracut's
 * lsinitrd(1).
 */
export function unpackedPlace(
  container: Container,
  {path, kind, known}: {path: string; kind: 'squashfs' | 'initramfs'; known: string},
): Place {
  const unpack = {
    squashfs: `unsquashfs -no-progress -dest "$folder/root" "${path}" >&2`,
    initramfs: `cd "$folder" && lsinitrd --unpack "${path}" >&2`,
  }[kind]
  const script = `folder=$(mktemp --directory); (${unpack}); tar --create --directory "$folder" .; rm -r "$folder"`
  const open = () => {
    const output = new PassThrough()
    container.exec(['sh', '-euc', script], {output}).then(
      () => output.end(),
      error => output.destroy(error),
    )
    return output
  }
  return {name: `${path}, unpacked`, open, known}
}

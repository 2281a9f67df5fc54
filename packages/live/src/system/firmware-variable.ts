import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import type {LiveSystem} from './live-system.ts'

const folder = '/sys/firmware/efi/efivars'

/** Kept over a reset, and there for the boot loader and for the running system, see the UEFI specification 8.2. */
const attributes = 0x7

/** A variable of the boot loader interface, with its vendor, see https://systemd.io/BOOT_LOADER_INTERFACE/ */
export const loaderVariable = (name: 'LoaderEntryOneShot' | 'LoaderEntryDefault'): string =>
  `${name}-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f`

/** The file of a variable of the firmware, `NAME-GUID`. */
export const variablePath = (name: string): string => `${folder}/${name}`

/** The text in a variable's file: four bytes of attributes, then UTF-16 with a zero behind it; null where it is empty. */
export const parseVariable = (content: Buffer): string | null =>
  content.subarray(4).toString('utf16le').replace(/\0.*$/s, '') || null

const renderVariable = (text: string): Buffer =>
  Buffer.concat([
    Buffer.from(Uint32Array.of(attributes).buffer),
    Buffer.from(`${text}\0`, 'utf16le'),
  ])

/** Reads the text of a variable of the firmware; null where there is none. */
export function readVariable(live: LiveSystem, name: string): string | null {
  mountVariables(live)
  try {
    return parseVariable(readFileSync(live.path(variablePath(name))))
  } catch {
    return null
  }
}

/** Writes the text of a variable, or takes the variable away (null). Throws where the firmware does not have it so. */
export const writeVariable = (live: LiveSystem, name: string, text: string | null): void =>
  writeWholeVariable(live, name, text === null ? null : renderVariable(text))

/** The variables whose names fit, with their attributes and contents as they are; none where the firmware has none. */
export function readWholeVariables(live: LiveSystem, names: RegExp): ReadonlyMap<string, Buffer> {
  mountVariables(live)
  try {
    const found = readdirSync(live.path(folder)).filter(name => names.test(name))
    return new Map(found.map(name => [name, readFileSync(live.path(variablePath(name)))]))
  } catch {
    return new Map()
  }
}

/** Writes a variable with its attributes, or takes it away (null). Throws where the firmware does not have it so. */
export function writeWholeVariable(live: LiveSystem, name: string, content: Buffer | null): void {
  mountVariables(live)
  const path = live.path(variablePath(name))
  // The kernel protects the variables that it does not know itself.
  if (existsSync(path)) live.run(['chattr', '-i', path])
  if (content === null) {
    rmSync(path, {force: true})
    return
  }
  // One write, and nothing cut off before: the firmware gets it whole.
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o644)
  try {
    writeSync(file, content)
  } finally {
    closeSync(file)
  }
}

function mountVariables(live: LiveSystem): void {
  const mounted = live.readText('/proc/self/mountinfo')?.includes(` ${folder} `)
  if (!mounted) live.run(['mount', '-t', 'efivarfs', 'efivarfs', folder])
}

import {LivemodeError, type Problem, renderProblems} from '@livemode/config'

/** One line of fstab(5), under the names that manual page gives the fields, with the escapes decoded. */
export interface FstabEntry {
  readonly spec: string
  readonly file: string
  readonly vfstype: string
  readonly options: readonly string[]
  readonly freq: number
  readonly passno: number
}

/**
 * Parses an fstab, as fstab(5) and mount(8) say. Comments and empty lines are left out; what stands
 * behind the sixth field is ignored, as mount does.
 *
 * Throws `HOST_INVALID` with every line that is wrong.
 */
export function parseFstab(text: string, {file}: {file: string}): readonly FstabEntry[] {
  const problems: Problem[] = []
  const entries: FstabEntry[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const fields = fieldsOf(line)
    if (fields.length > 0) {
      const what = problemOf(fields)
      if (what === undefined) entries.push(entryOf(fields))
      else problems.push({offset: offset + line.search(/\S/), what})
    }
    offset += line.length + 1
  }
  if (problems.length > 0) {
    throw new LivemodeError('HOST_INVALID', renderProblems(problems, {file, text}))
  }
  return entries
}

/** Renders entries as the text of an fstab that parses to the same entries. */
export function renderFstab(entries: readonly FstabEntry[]): string {
  return entries
    .map(({spec, file, vfstype, options, freq, passno}) =>
      [
        ...[spec, file, vfstype, options.join(',') || 'defaults'].map(escapeField),
        freq,
        passno,
      ].join(' '),
    )
    .map(line => `${line}\n`)
    .join('')
}

/** Spaces and tabs alone part the fields, and a carriage return belongs to the end of the line. */
function fieldsOf(line: string): readonly string[] {
  const fields = line.split(/[ \t\r]+/).filter(field => field !== '')
  return fields[0]?.startsWith('#') ? [] : fields
}

function problemOf(fields: readonly string[]): string | undefined {
  const [, file = '', vfstype = '', , freq = '0', passno = '0'] = fields
  if (fields.length < 3) return 'needs at least a device, a mount point and a type'
  if (vfstype !== 'swap' && file !== 'none' && !file.startsWith('/')) {
    return `the mount point must be an absolute path or none, not ${JSON.stringify(file)}`
  }
  const wrong = [freq, passno].find(field => !/^\d+$/.test(field))
  return wrong && `the fifth and the sixth field must be numbers, not ${JSON.stringify(wrong)}`
}

function entryOf(fields: readonly string[]): FstabEntry {
  const [spec, file, vfstype, options = 'defaults', freq = '0', passno = '0'] =
    fields.map(unescapeField)
  return {
    spec: spec as string,
    // A slash at its end says nothing.
    file: (file as string).replace(/(?<=.)\/+$/, ''),
    vfstype: vfstype as string,
    options: splitOptions(options),
    freq: Number(freq),
    passno: Number(passno),
  }
}

/** A comma in double quotes belongs to the option: SELinux contexts have them, see mount(8). */
function splitOptions(options: string): readonly string[] {
  const found = options.match(/(?:"[^"]*"|[^,])+/g) ?? []
  return found.length === 0 ? ['defaults'] : found
}

/** Stands for a byte that is part of no character in UTF-8; no text has these characters. */
const loneByte = 0xdc00

/** The escapes stand for bytes, and several bytes may be one character. */
const unescapeField = (field: string) =>
  field.replace(/(?:\\[0-3][0-7]{2})+/g, run => {
    const bytes = run
      .slice(1)
      .split('\\')
      .map(byte => Number.parseInt(byte, 8))
    const text = Buffer.from(bytes).toString('utf8')
    return text.includes('\ufffd')
      ? bytes.map(byte => String.fromCharCode(byte < 0x80 ? byte : loneByte + byte)).join('')
      : text
  })

const escapeField = (field: string) =>
  field.replace(/^#|[ \t\n\r\\\udc80-\udcff]/g, character => {
    const byte = character.charCodeAt(0) % loneByte
    return `\\${byte.toString(8).padStart(3, '0')}`
  })

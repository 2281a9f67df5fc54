import {setTimeout} from 'node:timers/promises'
import {LivemodeError} from '@livemode/config'
import type {Qmp} from './qmp.ts'

/** Keys that are pressed together, by QEMU's names: `['alt', 'f2']`. */
export type Chord = readonly string[]

const holdMilliseconds = 30
/** A guest without KVM takes long to read a key, and the keyboard's own memory is small. */
const pauseMilliseconds = 100

/** What is pressed for each sign that is neither letter nor digit, without and with shift. */
const signs: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  grave_accent: ['`', '~'],
  minus: ['-', '_'],
  equal: ['=', '+'],
  bracket_left: ['[', '{'],
  bracket_right: [']', '}'],
  backslash: ['\\', '|'],
  semicolon: [';', ':'],
  apostrophe: ["'", '"'],
  comma: [',', '<'],
  dot: ['.', '>'],
  slash: ['/', '?'],
}

/** Above the digits, from 0 to 9. */
const shiftedDigits = ')!@#$%^&*('

const chords: Readonly<Record<string, Chord>> = {
  ' ': ['spc'],
  '\n': ['ret'],
  '\t': ['tab'],
  ...Object.fromEntries(
    Object.entries(signs).flatMap(([key, [plain, shifted]]) => [
      [plain, [key]],
      [shifted, ['shift', key]],
    ]),
  ),
  ...Object.fromEntries([...shiftedDigits].map((sign, digit) => [sign, ['shift', `${digit}`]])),
}

/** What is pressed on an American keyboard to write a text; a line's end is Enter. */
export function chordsOf(text: string): Chord[] {
  return [...text].map(character => {
    if (/[a-z0-9]/.test(character)) return [character]
    if (/[A-Z]/.test(character)) return ['shift', character.toLowerCase()]
    const chord = chords[character]
    if (chord) return chord
    const message = `${JSON.stringify(character)} is not on an American keyboard`
    throw new LivemodeError('USAGE', message)
  })
}

/** `alt-f2` as the keys that it names. */
export const parseChord = (keys: string): Chord => keys.split('-')

/** Presses one chord after the other on the keyboard of a machine. */
export async function press(qmp: Qmp, chords: readonly Chord[]): Promise<void> {
  for (const chord of chords) {
    const keys = chord.map(data => ({type: 'qcode', data}))
    await qmp.execute('send-key', {keys, 'hold-time': holdMilliseconds})
    await setTimeout(pauseMilliseconds)
  }
}

/**
 * A text without what a terminal does not print: the control sequences of ECMA-48 and the other
 * control characters, tabs excepted. `stripVTControlCharacters` of Node leaves parts of the sequences
 * with which systemd resets a terminal.
 */
export function stripControl(text: string): string {
  return text.replace(sequence, '').replace(character, '')
}

const start = '\\u001b'
const control = `${start}\\[[0-?]*[ -/]*[@-~]`
// Operating system commands and their kin are ended by BEL or by ESC \.
const string = `${start}[\\]PX^_][^\\u0007\\u001b]*(?:\\u0007|${start}\\\\)`
const short = `${start}[ -/]*[0-~]`
const sequence = new RegExp(`${control}|${string}|${short}`, 'g')
const character = /(?!\t)\p{Cc}/gu

import {createWriteStream, type WriteStream} from 'node:fs'
import {finished} from 'node:stream/promises'
import {StringDecoder} from 'node:string_decoder'
import {stripControl} from './control.ts'

/** A line of a console without control sequences, and when it came, in seconds since the start. */
export interface ConsoleLine {
  readonly seconds: number
  readonly text: string
}

interface ConsoleOptions {
  /** Where the lines are written as they come, each with its time. */
  readonly file: string
  /** Gives the seconds since the machine was started. */
  readonly clock: () => number
  /** Receives every line, and every line that stays without its end for a while, as prompts do. */
  readonly onText: (line: ConsoleLine) => void
  /** Receives every whole line. */
  readonly onLine?: ((line: ConsoleLine) => void) | undefined
}

const promptMilliseconds = 300

/** Records what a machine prints. Leaving its scope closes the log file. */
export class Console {
  readonly #options: ConsoleOptions
  readonly #file: WriteStream
  readonly #lines: ConsoleLine[] = []
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''
  #restSeconds = 0
  #restTimer: NodeJS.Timeout | undefined

  constructor(options: ConsoleOptions) {
    this.#options = options
    this.#file = createWriteStream(options.file)
    // A full disk is told when the machine has ended; its lines are here all the same.
    this.#file.on('error', () => {})
  }

  get lines(): readonly ConsoleLine[] {
    return this.#lines
  }

  /** The line that has no end yet, as a prompt has none; undefined where there is none. */
  get openLine(): ConsoleLine | undefined {
    const text = readableText(this.#rest)
    return text === '' ? undefined : {seconds: this.#restSeconds, text}
  }

  /** Takes the next bytes; a line may come in pieces, and so may a character. */
  write(bytes: Buffer): void {
    const seconds = this.#options.clock()
    // A lone \r starts a line anew: systemd redraws its list of running jobs in this way.
    const texts = (this.#rest + this.#decoder.write(bytes)).split(/\r\n|[\r\n]/)
    this.#rest = texts.pop() ?? ''
    for (const text of texts) this.#record({seconds, text: readableText(text)})
    this.#restSeconds = seconds
    clearTimeout(this.#restTimer)
    const show = () => this.#options.onText({seconds, text: readableText(this.#rest)})
    if (this.#rest !== '') this.#restTimer = setTimeout(show, promptMilliseconds)
  }

  #record(line: ConsoleLine): void {
    if (line.text === '') return
    this.#lines.push(line)
    this.#file.write(`${renderLine(line)}\n`)
    this.#options.onLine?.(line)
    this.#options.onText(line)
  }

  /** The last lines, for the end of an error message. */
  renderTail(count: number): string {
    return this.#lines
      .slice(-count)
      .map(line => `    ${renderLine(line)}`)
      .join('\n')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#restTimer)
    if (this.#rest !== '') this.write(Buffer.from('\n'))
    this.#file.end()
    await finished(this.#file)
  }
}

/** `[   12.34] text`, as in the console's log file. */
export function renderLine({seconds, text}: ConsoleLine): string {
  return `[${seconds.toFixed(2).padStart(8)}] ${text}`
}

const readableText = (text: string) => stripControl(text).trimEnd()

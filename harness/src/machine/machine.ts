import {copyFile, mkdir} from 'node:fs/promises'
import {dirname} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {LivemodeError} from '@livemode/config'
import type {Deadline} from '../deadline.ts'
import {Console, type ConsoleLine} from './console.ts'
import {type BootFailure, bootFailed} from './failure.ts'
import {type FailureWatch, watchForFailure} from './failure-watch.ts'
import type {MachineHost, MachineOptions} from './host.ts'
import {chordsOf, parseChord, press} from './keyboard.ts'
import {type Qemu, startQemu} from './qemu.ts'
import {openShell, type Shell, type ShellResult} from './shell.ts'

interface BootOptions extends MachineOptions {
  readonly host: MachineHost
  /** Where the console's lines are written, each with its time. */
  readonly consoleFile: string
  readonly onConsole?: ((line: ConsoleLine) => void) | undefined
  /** The PRETTY_NAME of the system that must come up; any other one is a failure. */
  readonly system?: string | undefined
}

type DespiteFailure = {readonly despiteFailure?: boolean}
type WaitOptions = DespiteFailure & {readonly since?: number}

const shownLines = 20

/**
 * A virtual machine, from its start to the end of its scope. Every line of its console is held
 * against the table of failures; the first failure ends all waits with `BOOT_FAILED`.
 */
export class Machine {
  readonly #qemu: Qemu
  readonly #shell: Shell
  readonly #console: Console
  readonly #watch: FailureWatch
  readonly #options: BootOptions
  readonly #start = performance.now()
  readonly #aborted = Promise.withResolvers<never>()
  readonly #ended: Promise<string>
  readonly #onConsoleText = new Set<(line: ConsoleLine) => void>()
  #endReason: string | undefined
  #disposal: Promise<void> | undefined

  private constructor(qemu: Qemu, shell: Shell, options: BootOptions) {
    this.#qemu = qemu
    this.#shell = shell
    this.#options = options
    this.#watch = watchForFailure({system: options.system})
    this.#console = new Console({
      file: options.consoleFile,
      clock: () => this.seconds,
      onText: line => this.#take(line),
      onLine: options.onConsole,
    })
    this.#ended = this.#follow()
    this.#aborted.promise.catch(() => {})
    options.host.signal.addEventListener('abort', this.#abort, {once: true})
  }

  /** Starts a machine; what it boots goes on while the caller waits for what interests it. */
  static async boot(options: BootOptions): Promise<Machine> {
    options.host.signal.throwIfAborted()
    await mkdir(dirname(options.consoleFile), {recursive: true})
    await using stack = new AsyncDisposableStack()
    const qemu = stack.use(await startQemu(options.host, options))
    const shell = await openShell(qemu.sockets.shell)
    const machine = new Machine(qemu, shell, options)
    stack.move()
    return machine
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.#start) / 1000
  }

  /** The first line of the console, past or to come, that matches; `since` so many seconds of the machine. */
  waitForConsole(
    pattern: RegExp,
    deadline: Deadline,
    {since = 0, despiteFailure}: WaitOptions = {},
  ): Promise<ConsoleLine> {
    const matches = ({text, seconds}: ConsoleLine) => seconds >= since && pattern.test(text)
    const {lines, openLine} = this.#console
    const past = [...lines, ...(openLine ? [openLine] : [])].find(matches)
    if (past) return Promise.resolve(past)
    const found = Promise.withResolvers<ConsoleLine>()
    const look = (line: ConsoleLine) => {
      if (matches(line)) found.resolve(line)
    }
    this.#onConsoleText.add(look)
    const line = despiteFailure
      ? this.#race([found.promise, this.#rejectOnEnd(deadline)], deadline)
      : this.#wait(found.promise, deadline)
    return line.finally(() => this.#onConsoleText.delete(look))
  }

  /** Whether a line of the console has matched. */
  says(pattern: RegExp): boolean {
    return this.#console.lines.some(({text}) => pattern.test(text))
  }

  /** Runs a command line as root, as soon as the system is far enough. */
  run(command: string, deadline: Deadline): Promise<ShellResult> {
    return this.#wait(this.#shell.run(command), deadline)
  }

  /** The output of a command line. Throws `COMMAND_FAILED` with all it wrote unless it exits 0. */
  async succeed(command: string, deadline: Deadline): Promise<string> {
    const {code, stdout, stderr} = await this.run(command, deadline)
    if (code === 0) return stdout
    const output = `${stdout}${stderr}`.trimEnd().replaceAll('\n', '\n    ')
    const message = `in the machine, ${command} exited with code ${code}\n    ${output}`
    throw new LivemodeError('COMMAND_FAILED', message)
  }

  /** Waits until a unit is active; one that has failed is not waited for. */
  async waitForUnit(unit: string, deadline: Deadline): Promise<void> {
    for (;;) {
      const state = await this.succeed(`systemctl show -P ActiveState ${unit}`, deadline)
      if (state.trim() === 'active') return
      if (state.trim() === 'failed') {
        const {stdout} = await this.run(`systemctl status --full --lines=50 ${unit}`, deadline)
        throw new LivemodeError('COMMAND_FAILED', `in the machine, ${unit} failed\n${stdout}`)
      }
      await this.#wait(setTimeout(500), deadline)
    }
  }

  /**
   * Says that another system takes over without a reset, and which one it must be; undefined: it may be any. Commands wait for
   * its shell.
   */
  expectSystem(system: string | undefined): void {
    this.#watch.expect(system)
    this.#shell.startAnew()
  }

  /** Saves what is on the screen as a PNG, also of a machine that failed. */
  async screenshot(file: string, deadline: Deadline): Promise<void> {
    const place = this.#qemu.place('screen.png')
    const dump = this.#qemu.qmp.execute('screendump', {filename: place.qemu, format: 'png'})
    await this.#race([dump], deadline)
    await mkdir(dirname(file), {recursive: true})
    await copyFile(place.host, file)
  }

  /** Types a text on the keyboard; a line's end is Enter. */
  type(text: string, deadline: Deadline): Promise<void> {
    return this.#wait(press(this.#qemu.qmp, chordsOf(text)), deadline)
  }

  /** Presses keys together, by QEMU's names for them, e.g. `alt-f2`. */
  pressKeys(keys: string, deadline: Deadline): Promise<void> {
    return this.#wait(press(this.#qemu.qmp, [parseChord(keys)]), deadline)
  }

  /** Sends a text to the first serial port, as somebody at a terminal would type it. */
  writeConsole(text: string): void {
    this.#qemu.sockets.console.write(text)
  }

  /** Runs a program in the container around the machine, from where its networks can be reached. */
  exec(argv: readonly string[], deadline: Deadline): Promise<ShellResult> {
    return this.#wait(this.#qemu.exec(argv), deadline)
  }

  /**
   * Takes the power away: nothing in the machine learns of it, what it has not written to its disks
   * is lost, and what it is just writing may be there in part.
   */
  async powerCut(deadline: Deadline): Promise<void> {
    // A machine that has ended already has no power either.
    await this.#qemu.kill().catch(() => {})
    await this.#race([this.#ended], deadline)
  }

  /** Asks the system to power off, and waits until it has. */
  async powerOff(deadline: Deadline): Promise<void> {
    void this.#shell.run('systemctl --no-block poweroff')
    await this.waitForExit(deadline)
  }

  /** Waits for the machine's end; gives the reason in QEMU's words, e.g. `guest-shutdown`. */
  waitForExit(deadline: Deadline, {despiteFailure = false}: DespiteFailure = {}): Promise<string> {
    return this.#race([this.#ended, ...(despiteFailure ? [] : [this.#rejectOnFailure()])], deadline)
  }

  /** The failure of the boot, once there is one. */
  get failure(): BootFailure | undefined {
    return this.#watch.failure
  }

  /** Waits for the failure of a boot that must fail. Throws when the machine just ends. */
  waitForFailure(deadline: Deadline): Promise<BootFailure> {
    return this.#race([this.#watch.failed, this.#rejectOnEnd(deadline)], deadline)
  }

  #wait<T>(work: Promise<T>, deadline: Deadline): Promise<T> {
    return this.#race([work, this.#rejectOnFailure(), this.#rejectOnEnd(deadline)], deadline)
  }

  #race<T>(work: readonly Promise<T>[], deadline: Deadline): Promise<T> {
    return deadline.race(Promise.race([...work, this.#aborted.promise]), () => this.#describe())
  }

  async #rejectOnFailure(): Promise<never> {
    const failure = await this.#watch.failed
    throw bootFailed(failure, this.#console.renderTail(shownLines))
  }

  /** Rejected when the machine ends; if it has failed, that says more. */
  async #rejectOnEnd({what}: Deadline): Promise<never> {
    await this.#ended
    if (this.#watch.failure) return this.#rejectOnFailure()
    const message = `the machine ended while waiting for ${what}\n${this.#describe()}`
    throw new LivemodeError('BOOT_FAILED', message)
  }

  #describe(): string {
    const state =
      this.#endReason === undefined
        ? `the machine runs since ${this.seconds.toFixed(0)} s`
        : `the machine has ended: ${this.#endReason}`
    return `  ${state}; last lines of the console:\n${this.#console.renderTail(shownLines)}`
  }

  /** Follows the console; the result is the reason for the machine's end. */
  async #follow(): Promise<string> {
    const {console} = this.#qemu.sockets
    const closed = Promise.withResolvers<void>()
    console.on('data', bytes => this.#console.write(bytes))
    console.on('error', () => {})
    console.on('close', () => closed.resolve())
    const reason = await this.#qemu.qmp.ended
    // QEMU may be gone before its last bytes are read, and they tell why.
    await closed.promise
    this.#watch.end()
    this.#endReason = reason
    return reason
  }

  #take(line: ConsoleLine): void {
    for (const look of this.#onConsoleText) look(line)
    this.#watch.take(line)
  }

  readonly #abort = () => {
    this.#aborted.reject(this.#options.host.signal.reason)
    // A failure is told to whoever leaves the scope, which waits for the same.
    this[Symbol.asyncDispose]().catch(() => {})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#dispose()
    await this.#disposal
  }

  async #dispose(): Promise<void> {
    this.#options.host.signal.removeEventListener('abort', this.#abort)
    await this.#qemu[Symbol.asyncDispose]()
    await this.#console[Symbol.asyncDispose]()
  }
}

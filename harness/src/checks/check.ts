import {setTimeout} from 'node:timers/promises'
import {type Config, LivemodeError} from '@livemode/config'
import type {Manifest} from '@livemode/image'
import type {EngineId} from '@livemode/live'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {Machine} from '../machine/machine.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import type {SshKey} from '../ssh-key.ts'

/** Something that a running machine is asked. */
export interface Check {
  /** What it proves, as the end of the sentence "proves that …". */
  readonly description: string
  /** Gives what was seen, a sentence each. Throws when the machine shows otherwise. */
  readonly run: (subject: Subject) => Promise<readonly string[]>
}

/** What is known about a machine before it is asked. */
export interface Known {
  readonly source: SourceMachine
  /** What upgrades it. */
  readonly engine: EngineId
  readonly serialPorts: 2 | 3
  /** What its live image is configured with. */
  readonly config: Config
  readonly manifest: Manifest
  /** What the source system says is its kernel command line. */
  readonly sourceCmdline: string
  /** Where the live system finds the source's root. */
  readonly sourceRoot: string
  /** Where the live image lies: the path in its file system, and the UUID of that. */
  readonly image: {readonly path: string; readonly uuid: string}
  readonly sshKey: SshKey
}

/** The machine, and what is known about it. */
export interface Subject extends Known {
  readonly machine: Machine
  /** What checks have noted for those of later boots. */
  readonly notes: Map<string, string>
  /** Takes a picture of the screen, which the result shows. */
  readonly screenshot: (name: string) => Promise<void>
}

const pollMilliseconds = 500

export const logFolder = '/sysroot/var/log/leapp'
export const log = `${logFolder}/leapp-upgrade.log`

/** The output of a command line in the machine, without the space around it. */
export async function ask({machine}: Pick<Subject, 'machine'>, command: string): Promise<string> {
  const output = await machine.succeed(command, startDeadline(limits.question, command))
  return output.trim()
}

/** Asks again and again, until the answer is as it must be. Throws `TIMED_OUT` with the last one. */
export async function waitForAnswer(
  {machine}: Pick<Subject, 'machine'>,
  question: {
    readonly command: string
    readonly isRight: (answer: string) => boolean
    /** What is waited for. */
    readonly what: string
    readonly seconds?: number
  },
): Promise<string> {
  const {command, isRight, what, seconds = limits.question} = question
  const deadline = startDeadline(seconds, what)
  for (;;) {
    const {stdout, stderr} = await machine.run(command, deadline)
    if (isRight(stdout)) return stdout
    await deadline.race(
      setTimeout(pollMilliseconds),
      () => `  ${command} says last: ${stdout}${stderr}`,
    )
  }
}

/** Throws `BOOT_FAILED` with this message unless it is so. */
export function demand(isSo: boolean, message: string): asserts isSo {
  if (!isSo) throw new LivemodeError('BOOT_FAILED', message)
}

/** Throws `BOOT_FAILED` unless a machine answered what it had to. */
export function demandEqual(what: string, {found, expected}: {found: string; expected: string}) {
  demand(
    found === expected,
    `${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`,
  )
}

import {join} from 'node:path'
import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {WatchedBoot} from '../scenarios/scenario.ts'
import {bootMachine} from './boot-machine.ts'
import type {BootContext} from './context.ts'
import {waitForUpgrade} from './reboot.ts'

/** A boot of the live system that is looked at from outside only, until it has done its work and reboots. */
export async function runWatchedBoot(
  {name, lines}: WatchedBoot,
  {prepared, writes, findings}: BootContext,
): Promise<void> {
  const {engine} = prepared.known
  await using machine = await bootMachine(prepared, {
    name,
    kernelArguments: prepared.liveArguments,
    system: prepared.known.manifest.target.prettyName,
    writes,
  })
  const upgraded = waitForUpgrade(machine, {engine, log: async () => ''})
  // Heard below, unless a line does not come.
  upgraded.catch(() => {})
  for (const line of lines) {
    const deadline = startDeadline(limits.transaction, `"${line.source}" on the console`)
    const {text} = await Promise.race([machine.waitForConsole(line, deadline), failureOf(upgraded)])
    const seconds = machine.seconds.toFixed(0)
    const screen = join(prepared.out, `${name}-${seconds}.png`)
    await machine.screenshot(screen, startDeadline(limits.question, 'a picture of the screen'))
    findings.screens.push(screen)
    findings.proofs.push(`after ${seconds} s the console says: ${text.trim()}`)
  }
  findings.proofs.push(...(await upgraded))
}

/** Fails as a promise does, and does not end otherwise. */
const failureOf = (promise: Promise<unknown>): Promise<never> =>
  promise.then(() => new Promise<never>(() => {}))

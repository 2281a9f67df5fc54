import {limits} from '../limits.ts'
import {installationOf} from '../sources/host.ts'
import {ask, type Check, demandEqual, log, type Subject, waitForAnswer} from './check.ts'

/** Waits until the log of the live system says something of the engine. */
export async function waitForLog(subject: Subject, pattern: string): Promise<void> {
  await waitForAnswer(subject, {
    command: `grep --extended-regexp --max-count=1 '${pattern}' ${log}`,
    isRight: answer => answer !== '',
    what: `"${pattern}" in the log`,
    seconds: limits.transaction,
  })
}

/** Asks whether the live system boots by default, of a source whose root is there. */
export const askHeld = async (subject: Subject, root: string) => {
  const isHeld = installationOf(subject.source)?.isHeld(root)
  return ask(subject, `if ${isHeld}; then echo held; else echo free; fi`)
}

export const transactionAtWork = {
  description: 'packages are upgraded, and until it is done the live system is what boots',
  run: async subject => {
    const {engine} = subject
    await waitForLog(subject, `${engine}: [0-9]+ packages to upgrade`)
    const planned = await ask(subject, `grep --only-matching '${engine}: .* to upgrade.*' ${log}`)
    await waitForLog(subject, 'phase transaction')
    const seconds = subject.machine.seconds.toFixed(0)
    await subject.screenshot('transaction')
    demandEqual('what boots by default', {
      found: await askHeld(subject, '/sysroot'),
      expected: 'held',
    })
    return [`${planned.slice(`${engine}: `.length)}; the first change after ${seconds} s`]
  },
} satisfies Check

export const transactionHalfWay = {
  description: 'half of the packages are upgraded',
  run: async subject => {
    await waitForLog(subject, `${subject.engine}: (45|50|55) %`)
    await demandChanging(subject)
    return [`after ${subject.machine.seconds.toFixed(0)} s half of the transaction is done`]
  },
} satisfies Check

/** How far the upgrade has come, see `RunRecord` of the live system. */
const readRecord = async (subject: Subject) =>
  JSON.parse(await ask(subject, 'cat /sysroot/etc/livemode/run.json'))

/** The record has said so before the change. */
async function demandChanging(subject: Subject): Promise<void> {
  const {phase, changed, armedBy} = await readRecord(subject)
  demandEqual('the record of the run', {
    found: `${phase} ${changed} ${armedBy}`,
    expected: 'transaction true live',
  })
}

/** What is said only in the middle of it. */
const atWork = (what: string, pattern: string): Check => ({
  description: what,
  run: async subject => {
    await waitForLog(subject, pattern)
    const record = await readRecord(subject)
    demandEqual('what the record says of a change, and of the next boot', {
      found: `${record.changed} ${record.armedBy}`,
      expected: 'true live',
    })
    return [`after ${subject.machine.seconds.toFixed(0)} s, in the phase ${record.phase}: ${what}`]
  },
})

export const databaseAtWork = atWork('rpm’s database is made anew', 'rpm’s database becomes')

export const oldPackagesGo = atWork('the packages of the old release go', ' Cleanup: ')

const scriptAtWork = (name: string): Check => ({
  description: `dpkg is in the middle of the script that sets up ${name}`,
  run: async subject => {
    const state = await waitForAnswer(subject, {
      command: `dpkg-query --admindir=/sysroot/var/lib/dpkg --show --showformat='\${db:Status-Status} \${Package}\\n' | grep '^half-configured ${name}'`,
      isRight: answer => answer !== '',
      what: `the script of ${name}`,
      seconds: limits.transaction,
    })
    await demandChanging(subject)
    return [`after ${subject.machine.seconds.toFixed(0)} s: ${state.trim()}`]
  },
})

export const kernelScriptAtWork = scriptAtWork('linux-image-6')

export const grubScriptAtWork = scriptAtWork('grub-pc')

export const transactionResumed = {
  description: 'the live system goes on where the power was lost',
  run: async subject => {
    await waitForLog(subject, 'the run before this one was interrupted')
    await waitForLog(subject, 'phase transaction')
    const phases = await ask(subject, `grep --count 'phase verify' ${log}`)
    demandEqual('the checks of a first run', {found: phases, expected: '1'})
    return ['the live system boots by itself, and goes on with the transaction']
  },
} satisfies Check

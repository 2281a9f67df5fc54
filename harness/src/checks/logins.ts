import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import type {Machine} from '../machine/machine.ts'
import {ask, type Check, demand, type Subject} from './check.ts'
import {waitForScreen} from './consoles.ts'

const enough = (what: string) => startDeadline(limits.question, what)

export const passwordlessRoot = {
  description: 'root logs in on tty2 and on the serial console without a password',
  run: async subject => {
    const {machine} = subject
    await waitForLogin(machine)
    machine.writeConsole('root\n')
    await machine.waitForConsole(/root@\S+:~#/, enough('a shell on the serial console'))
    machine.writeConsole('echo serial-$((6 * 7))\n')
    await machine.waitForConsole(/^serial-42$/, enough('the shell on the serial console'))

    await machine.pressKeys('alt-f2', enough('tty2'))
    await waitForScreen(subject, 2, 'login:')
    await machine.type('root\n', enough('the keyboard'))
    await waitForScreen(subject, 2, ':~#')
    await machine.type('echo screen-$((6 * 7))\n', enough('the keyboard'))
    await waitForScreen(subject, 2, 'screen-42')
    await demandBanner(subject, 'root logs in on the consoles without a password.')
    await subject.screenshot('tty2')
    await machine.pressKeys('alt-f1', enough('tty1'))
    return ['root logs in without a password on ttyS0 and on tty2']
  },
} satisfies Check

export const closedRoot = {
  description: 'no password opens the system',
  run: async subject => {
    const {machine} = subject
    let refused = 0
    for (const password of ['', 'root', 'live-upgrade']) {
      await waitForLogin(machine, {since: refused})
      machine.writeConsole('root\n')
      // Each question is looked for behind the last refusal: the one before it stays on the console, with its answer.
      const question = enough('the question for a password')
      const {seconds: asked} = await machine.waitForConsole(/Password:/, question, {since: refused})
      machine.writeConsole(`${password}\n`)
      const answer = enough('the answer to a password')
      const {seconds} = await machine.waitForConsole(/Login incorrect/, answer, {since: asked})
      refused = seconds
    }
    await demandBanner(subject, 'No password opens this system.')
    return ['no password opens the serial console: neither an empty one nor a likely one']
  },
} satisfies Check

/**
 * What is typed before the serial console asks for a name is flushed. Behind the question may stand what the upgrade says
 * on each console.
 */
const waitForLogin = (machine: Machine, options = {}) =>
  machine.waitForConsole(/ login:(?= |$)/, startDeadline(limits.boot, 'a login'), options)

async function demandBanner(subject: Subject, sentence: string): Promise<void> {
  for (const file of ['/etc/issue', '/etc/motd']) {
    const text = await ask(subject, `cat ${file}`)
    demand(text.includes(sentence), `${file} does not say: ${sentence}\n${text}`)
  }
}

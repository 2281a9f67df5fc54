import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {ask, type Check, demand, demandEqual, waitForAnswer} from './check.ts'
import {waitForScreen} from './consoles.ts'

export const noMachinePart = {
  description: "without a machine's part there is a login that says why, and nothing is upgraded",
  run: async subject => {
    const {machine} = subject
    const enough = (what: string) => startDeadline(limits.boot, what)
    const sentence = "this image has no machine's part: nothing can be upgraded here"
    await machine.waitForConsole(/ login:(?= |$)/, enough('the login on the serial console'))
    demand(machine.says(new RegExp(`^${sentence}`)), `the login does not say: ${sentence}`)
    await machine.pressKeys('alt-f2', enough('tty2'))
    await waitForScreen(subject, 2, sentence)
    await subject.screenshot('tty2')
    await waitForAnswer(subject, {
      command: 'systemctl is-system-running',
      isRight: answer => ['running', 'degraded'].includes(answer.trim()),
      what: 'the end of the boot',
    })
    demandEqual('the failed units', {
      found: await ask(subject, 'systemctl list-units --failed --plain --no-legend'),
      expected: '',
    })
    const {code, stdout} = await machine.run('upgrade 2>&1', enough('upgrade, started by hand'))
    demandEqual('the exit code of upgrade', {found: `${code}`, expected: '1'})
    await ask(subject, '! test -e /sysroot && ! test -e /run/upgrade')
    return [`every login says: ${sentence}`, `upgrade exits with code 1: ${stdout.trim()}`]
  },
} satisfies Check

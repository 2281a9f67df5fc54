import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {
  ask,
  type Check,
  demand,
  demandEqual,
  log,
  logFolder,
  type Subject,
  waitForAnswer,
} from './check.ts'

const gettyUnits = ['getty@tty2', 'getty@tty3', 'getty@tty4']

/** Waits until a virtual console shows a text, see vcs(4). Spaces do not count: long lines are broken. */
export const waitForScreen = (subject: Subject, tty: number, text: string) =>
  waitForAnswer(subject, {
    command: `tr --delete '\\0 ' </dev/vcs${tty}`,
    isRight: screen => screen.includes(text.replaceAll(' ', '')),
    what: `${JSON.stringify(text)} on tty${tty}`,
  })

export const gettys = {
  description: 'there are logins on tty2, tty3 and tty4, and nowhere else',
  run: async subject => {
    const deadline = startDeadline(limits.question, 'the logins')
    for (const unit of gettyUnits) await subject.machine.waitForUnit(unit, deadline)
    // With more than one virtual terminal to itself logind would have made that one, and start a login.
    await subject.machine.pressKeys('alt-f6', deadline)
    await ask(subject, 'sleep 2')
    await subject.machine.pressKeys('alt-f1', deadline)
    const found = await ask(
      subject,
      "systemctl list-units --plain --no-legend 'getty@*' 'autovt@*' | awk '{print $1}' | sort | xargs",
    )
    demandEqual('the logins on virtual consoles', {
      found,
      expected: gettyUnits.map(unit => `${unit}.service`).join(' '),
    })
    return [`logins on ${gettyUnits.join(', ')} only, and none behind alt-F6`]
  },
} satisfies Check

export const serialGettys = {
  description: 'there is a login on every serial console of the kernel command line',
  run: async subject => {
    const names = subject.serialPorts === 3 ? ['ttyS0', 'ttyS2'] : ['ttyS0']
    const cmdline = await ask(subject, 'cat /proc/cmdline')
    for (const name of names) {
      demand(cmdline.includes(`console=${name}`), `no console=${name} is on the command line`)
      const unit = `serial-getty@${name}`
      await subject.machine.waitForUnit(unit, startDeadline(limits.question, unit))
    }
    return [`logins on ${names.join(', ')}`]
  },
} satisfies Check

export const logOnScreen = {
  description: "tty1 shows the upgrade's log to its last line",
  run: async subject => {
    const unit = 'console.service'
    await subject.machine.waitForUnit(unit, startDeadline(limits.question, unit))
    const line = await ask(subject, `grep --fixed-strings 'livemode: ' ${log} | tail --lines=1`)
    const text = line.slice(line.indexOf('livemode: '))
    await waitForScreen(subject, 1, text)
    await subject.screenshot('tty1')
    return [`tty1 shows "${text}"`]
  },
} satisfies Check

/** Rotates the log as logrotate(8) does. */
export const rotatedLog = {
  description:
    'tty1 follows the log from its first line when it appears late, and when it is rotated',
  run: async subject => {
    await ask(subject, `! test -e ${log}`)
    await ask(subject, `mkdir -p ${logFolder} && printf 'first of all\\nsecond\\n' >${log}`)
    await waitForScreen(subject, 1, 'first of all')
    await ask(
      subject,
      `mv ${log} ${log}.1 && sleep 3 && printf 'first after the rotation\\n' >${log}`,
    )
    await waitForScreen(subject, 1, 'first after the rotation')
    await ask(subject, `printf 'second after the rotation\\n' >>${log}`)
    const screen = await waitForScreen(subject, 1, 'second after the rotation')
    for (const line of ['first of all', 'first after the rotation']) {
      demand(
        screen.split(line.replaceAll(' ', '')).length === 2,
        `tty1 does not show ${line} once:\n${screen}`,
      )
    }
    await subject.screenshot('rotated')
    await ask(subject, `rm ${log} ${log}.1`)
    return [
      'tty1 shows a log that appears late, and the one after a rotation, from their first lines',
    ]
  },
} satisfies Check

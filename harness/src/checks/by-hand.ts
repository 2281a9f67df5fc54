import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {shellWord} from '../shell-word.ts'
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
import {demandSkipped} from './upgrade.ts'

const engine = '/usr/lib/livemode/engines/probe.mjs'

export const restsAtBoot = {
  description: 'with upgrade.autostart=0 nothing starts, and the banner says how to start it',
  run: async subject => {
    await waitForAnswer(subject, {
      command: 'systemctl is-system-running',
      isRight: answer => ['running', 'degraded'].includes(answer.trim()),
      what: 'the end of the boot',
    })
    for (const unit of ['upgrade.service', 'upgrade-strace.service'])
      await demandSkipped(subject, unit)
    const banner = await ask(subject, 'cat /etc/motd')
    const sentence = 'The upgrade does not start by itself: run "upgrade" to start it.'
    demand(banner.includes(sentence), `the banner does not say: ${sentence}\n${banner}`)
    return ['with upgrade.autostart=0 neither service runs, and the banner tells of "upgrade"']
  },
} satisfies Check

export const failedRun = {
  description: 'a failed run leaves reason, flag and log, does not reboot, and logins stay',
  run: async subject => {
    // A system that the engine cannot upgrade.
    await ask(subject, `mkdir /sysroot/away && mv ${inits} /sysroot/away/`)
    const {code, stdout} = await runByHand(subject)
    const reason = `${subject.sourceRoot} is no system: it has neither a shell nor an init`
    demandEqual('the exit code of upgrade', {found: `${code}`, expected: '1'})
    for (const line of ['starting upgrade.service', `the upgrade failed: ${reason}`]) {
      demand(stdout.includes(`livemode: ${line}`), `upgrade does not show "${line}":\n${stdout}`)
    }
    demandEqual('the flag', {
      found: await ask(subject, `cat ${logFolder}/upgrade-failed`),
      expected: reason,
    })
    const {result, reason: told} = JSON.parse(
      await ask(subject, `cat ${logFolder}/upgrade-result.json`),
    )
    demandEqual('the result', {found: `${result}: ${told}`, expected: `failure: ${reason}`})
    await ask(
      subject,
      `grep --quiet --fixed-strings 'livemode: the upgrade failed: ${reason}' ${log}`,
    )
    await ask(subject, 'systemctl is-active getty@tty2.service serial-getty@ttyS0.service')
    demandEqual('the state', {
      found: await ask(subject, 'systemctl is-failed upgrade.service'),
      expected: 'failed',
    })
    return [
      `a failed run says "${reason}" on the terminal, in the flag, the result and the log; no reboot, logins stay`,
    ]
  },
} satisfies Check

const inits = '/sysroot/usr/bin/sh /sysroot/usr/lib/systemd/systemd /sysroot/usr/sbin/init'

/** The second run has an engine that says very much before it does its work. */
export const secondRun = {
  description:
    'the second run says that the first one failed, and goes on; not a line of its log is lost',
  run: async subject => {
    await ask(
      subject,
      'cd /sysroot/away && mv sh ../usr/bin/ && mv systemd ../usr/lib/systemd/ && mv init ../usr/sbin/',
    )
    await replaceEngine(
      subject,
      `import own from '${engine}.own.mjs'
const flood = async () => {
  for (let n = 1; n <= ${floodLines}; n += 1) process.stdout.write(\`flood \${n} of the engine\\n\`)
}
export default {...own, phases: [{name: 'flood', changes: false, run: flood}, ...own.phases]}
`,
    )
    const {code, stdout} = await runByHand(subject)
    demandEqual('the exit code of upgrade', {found: `${code}`, expected: '0'})
    demand(
      stdout.includes('livemode: the run before this one failed: '),
      `the second run does not tell of the first:\n${stdout.slice(0, 2000)}`,
    )
    const last = 'livemode: /.noreboot is there: not rebooting'
    demand(
      (await ask(subject, `tail --lines=20 ${log}`)).includes(last),
      `the log does not say ${last}`,
    )
    await ask(subject, `! test -e ${logFolder}/upgrade-failed`)
    const lines = `grep --only-matching 'flood [0-9]* of the engine' ${log}`
    await ask(
      subject,
      `${lines} >/run/found && seq --format='flood %.0f of the engine' 1 ${floodLines} | cmp - /run/found && rm /run/found`,
    )
    return [
      'the second run says that the first one failed, succeeds, and takes the flag away',
      `${floodLines} lines of the engine are in the log, in order and once`,
    ]
  },
} satisfies Check

const floodLines = 30_000

export const rebootsAtEnd = {
  description: 'a success reboots the machine unless /.noreboot is there',
  run: async subject => {
    await ask(
      subject,
      `rm /sysroot/.noreboot; [ ! -e ${engine}.own.mjs ] || mv ${engine}.own.mjs ${engine}`,
    )
    await ask(subject, 'systemd-run --quiet /usr/bin/upgrade')
    return ['the upgrade is started once more, without /.noreboot']
  },
} satisfies Check

/** Leaves the engine at work, writing to the source's disk, for somebody to take the power away. */
export const engineAtWork = {
  description: 'the engine is at work',
  run: async subject => {
    await replaceEngine(
      subject,
      `import {mkdirSync, writeFileSync} from 'node:fs'
import {setImmediate} from 'node:timers/promises'
const work = async () => {
  mkdirSync('/sysroot/var/tmp/work', {recursive: true})
  for (let n = 1; ; n += 1) {
    writeFileSync(\`/sysroot/var/tmp/work/\${n}\`, 'work\\n'.repeat(2000))
    console.log(\`work \${n}\`)
    await setImmediate()
  }
}
export default {does: 'works without an end', phases: [{name: 'work', changes: false, run: work}]}
`,
    )
    await ask(subject, 'systemd-run --quiet /usr/bin/upgrade')
    await waitForAnswer(subject, {
      command: `grep --quiet ' work 20$' ${log} && echo yes`,
      isRight: answer => answer.trim() === 'yes',
      what: "the engine's work in the log",
      seconds: limits.upgrade,
    })
    return ['the engine writes to the source']
  },
} satisfies Check

export const interruptedRun = {
  description: 'the run after a loss of power says so, and goes on',
  run: async subject => {
    await subject.machine.waitForUnit('multi-user.target', startDeadline(limits.boot, 'the boot'))
    const before = await ask(subject, `grep --count ' work [0-9]*$' ${log}`)
    const {code, stdout} = await runByHand(subject)
    demandEqual('the exit code of upgrade', {found: `${code}`, expected: '0'})
    const sentence = 'livemode: the run before this one was interrupted'
    demand(stdout.includes(sentence), `the run does not say: ${sentence}\n${stdout}`)
    await ask(subject, `grep --quiet --fixed-strings '${sentence}' ${log}`)
    const {result} = JSON.parse(await ask(subject, `cat ${logFolder}/upgrade-result.json`))
    demandEqual('the result', {found: result, expected: 'success'})
    return [
      `the log kept ${before} lines of the interrupted engine`,
      'the next run says that the one before it was interrupted, and succeeds',
    ]
  },
} satisfies Check

/** Puts another module into the place of the engine, which keeps its own beside it. */
const replaceEngine = (subject: Subject, module: string) =>
  ask(subject, `mv ${engine} ${engine}.own.mjs && printf '%s' ${shellWord(module)} >${engine}`)

const runByHand = ({machine}: Subject) =>
  machine.run('upgrade 2>&1', startDeadline(limits.upgrade, 'upgrade, started by hand'))

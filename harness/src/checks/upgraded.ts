import {upgradeResult} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import type {PackageQuestion} from '../families/family.ts'
import {limits} from '../limits.ts'
import {releaseOf} from '../sources/releases.ts'
import {ask, type Check, demand, demandEqual, type Subject, waitForAnswer} from './check.ts'

export const upgraded = {
  description: 'the upgraded system comes up whole, with what was on it',
  run: async subject => {
    const {machine} = subject
    const target = 'multi-user.target'
    await machine.waitForUnit(target, startDeadline(limits.boot, target))
    const seconds = machine.seconds.toFixed(0)
    const release = releaseOf(subject.source)
    demandEqual('the release', {
      found: await ask(subject, '. /etc/os-release && echo "$ID $VERSION_ID"'),
      expected: release.upgraded,
    })
    await waitForAnswer(subject, {
      command: 'systemctl is-system-running',
      isRight: answer => ['running', 'degraded'].includes(answer.trim()),
      what: 'the end of the boot',
      seconds: limits.boot,
    })
    demandEqual('failed units', {
      found: await ask(subject, 'systemctl --failed --no-legend --plain'),
      expected: '',
    })
    await ask(subject, `systemctl is-active ${release.family.sshdUnit}`)
    const report = await waitForAnswer(subject, {
      command: 'cat /var/log/leapp/upgrade-first-boot',
      isRight: answer => answer !== '',
      what: 'the report of the first boot',
      seconds: limits.boot,
    })
    demandEqual('the report of the first boot', {found: report, expected: 'success\n'})
    await waitForAnswer(subject, {
      command: 'test -e /var/lib/leapp/first-boot || echo gone',
      isRight: answer => answer !== '',
      what: 'the check of the first boot to take itself away',
    })
    await ask(
      subject,
      `grep --quiet "upgraded by livemode to ${release.upgraded}" /etc/motd.d/livemode`,
    )
    demandEqual('the data', {
      found: await ask(subject, 'cat /srv/data.txt'),
      expected: 'what a user has',
    })
    await subject.screenshot('upgraded')
    return [
      `${release.target.title} is up after ${seconds} s, no unit has failed, and sshd runs`,
      'its first boot has found nothing to look at, and says so at each login',
    ]
  },
} satisfies Check

export const upgradedPackages = {
  description: 'the packages are those of the target, configured and whole',
  run: async subject => {
    const {family, target} = releaseOf(subject.source)
    for (const {what, command, answer} of [...family.packageQuestions(target), packagesKept])
      demandEqual(what, {found: await ask(subject, command), expected: answer})
    const count = await ask(subject, `${family.listPackages} | wc --lines`)
    return [
      `${count} packages, their package manager finds nothing wrong, sources are the target’s`,
      await readCosts(subject),
    ]
  },
} satisfies Check

const packagesKept: PackageQuestion = {
  what: 'packages that nobody needs any more',
  command:
    "ls -d /var/lib/leapp/packages/freeze 2>/dev/null; find /var/lib/leapp/packages -name '*.deb' -o -name '*.rpm' 2>/dev/null || true",
  answer: '',
}

export const scriptletNamed = {
  description: 'a scriptlet that fails is named in the result, with what it said',
  run: async subject => {
    const {failures} = await readResult(subject)
    demandEqual('the packages whose scriptlets have failed', {
      found: failures.map(({about}) => about).join(' '),
      expected: 'systemd',
    })
    return failures.map(failure => `failed, and gone on: ${JSON.stringify(failure)}`)
  },
} satisfies Check

const readResult = async (subject: Subject) =>
  upgradeResult.parse(JSON.parse(await ask(subject, 'cat /var/log/leapp/upgrade-result.json')))

/** What the upgrade has taken, for whoever compares it with others. */
async function readCosts(subject: Subject): Promise<string> {
  const {phases, peakMemoryBytes} = await readResult(subject)
  demand(peakMemoryBytes !== null, 'the result does not say how much memory it took')
  const seconds = phases.map(({name, seconds}) => `${name} ${seconds.toFixed(0)} s`).join(', ')
  return `${seconds}; ${(peakMemoryBytes / 1e6).toFixed(0)} MB of memory at the peak`
}

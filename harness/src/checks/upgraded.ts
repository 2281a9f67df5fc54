import {upgradeResult} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {limits} from '../run/limits.ts'
import {installationOf} from '../scenarios/host.ts'
import {releaseOf} from '../scenarios/releases.ts'
import {ask, type Check, demand, demandEqual, log, type Subject, waitForAnswer} from './check.ts'

/** Waits until the log of the live system says something of the engine. */
async function waitForLog(subject: Subject, pattern: string): Promise<void> {
  await waitForAnswer(subject, {
    command: `grep --extended-regexp --max-count=1 '${pattern}' ${log}`,
    isRight: answer => answer !== '',
    what: `"${pattern}" in the log`,
    seconds: limits.transaction,
  })
}

/** Asks whether the live system boots by default, of a source whose root is there. */
const askHeld = async (subject: Subject, root: string) => {
  const isHeld = installationOf(subject.prepared.scenario.source)?.isHeld(root)
  return ask(subject, `if ${isHeld}; then echo held; else echo free; fi`)
}

export const transactionAtWork = {
  description: 'packages are upgraded, and until it is done the live system is what boots',
  run: async subject => {
    await waitForLog(subject, 'apt: [0-9]+ packages to upgrade')
    const planned = await ask(subject, `grep --only-matching 'apt: .* to upgrade.*' ${log}`)
    await waitForLog(subject, 'phase transaction')
    const seconds = subject.machine.seconds.toFixed(0)
    await subject.screenshot('transaction')
    demandEqual('what boots by default', {
      found: await askHeld(subject, '/sysroot'),
      expected: 'held',
    })
    return [`${planned.slice('apt: '.length)}; the first change after ${seconds} s`]
  },
} satisfies Check

export const transactionHalfWay = {
  description: 'half of the packages are upgraded',
  run: async subject => {
    await waitForLog(subject, 'apt: (45|50|55) %')
    await demandChanging(subject)
    return [`after ${subject.machine.seconds.toFixed(0)} s half of the transaction is done`]
  },
} satisfies Check

/** The record has said so before the change. */
async function demandChanging(subject: Subject): Promise<void> {
  const {phase, changed, armedBy} = JSON.parse(
    await ask(subject, 'cat /sysroot/etc/livemode/run.json'),
  )
  demandEqual('the record of the run', {
    found: `${phase} ${changed} ${armedBy}`,
    expected: 'transaction true live',
  })
}

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

export const onTrial = {
  description: 'the first boot of the upgraded system is on its way, and has not come up',
  run: async subject => {
    const kernel = await ask(subject, 'uname --kernel-release')
    const trial = JSON.parse(await ask(subject, 'cat /etc/livemode/trial.json'))
    demandEqual('the kernel on trial', {found: kernel, expected: trial.kernel})
    demandEqual('what boots by default', {found: await askHeld(subject, ''), expected: 'held'})
    const cmdline = await ask(subject, 'cat /proc/cmdline')
    demand(/ panic=60 /.test(`${cmdline} `), `nothing resets a boot that cannot go on: ${cmdline}`)
    return [`kernel ${kernel} is on trial: by default the live system boots`]
  },
} satisfies Check

export const triedAgain = {
  description: 'the live system has the upgraded one booted again that has not come up',
  run: async subject => {
    await waitForLog(subject, 'the upgraded system has not come up: kernel .* is booted once more')
    return ['the live system comes back, and has the upgraded system booted once more']
  },
} satisfies Check

export const upgraded = {
  description: 'the upgraded system comes up whole, with what was on it',
  run: async subject => {
    const {machine} = subject
    const target = 'multi-user.target'
    await machine.waitForUnit(target, startDeadline(limits.boot, target))
    const seconds = machine.seconds.toFixed(0)
    const release = releaseOf(subject.prepared.scenario.source)
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
    await ask(subject, 'systemctl is-active ssh.service')
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
    demandEqual('dpkg --audit', {found: await ask(subject, 'dpkg --audit'), expected: ''})
    const changed = await ask(
      subject,
      "dpkg --verify | grep --invert-match '^..5...... c ' || true",
    )
    demandEqual('dpkg --verify, but for changed configurations', {found: changed, expected: ''})
    await ask(subject, 'apt-get check')
    const sources = await ask(
      subject,
      'cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true',
    )
    const {suite, archive} = releaseOf(subject.prepared.scenario.source).target
    demand(
      sources.includes(suite) && !sources.includes(archive.sourceSuite),
      `the package sources are not the target’s: ${sources}`,
    )
    await ask(subject, '! test -e /usr/sbin/policy-rc.d')
    await ask(subject, '! ls /var/lib/leapp/packages/*/pool /var/lib/leapp/packages/freeze')
    const count = await ask(subject, 'dpkg-query --show | wc --lines')
    return [
      `${count} packages, dpkg and apt find nothing wrong, sources are the target’s`,
      await readCosts(subject),
    ]
  },
} satisfies Check

/** What the upgrade has taken, for whoever compares it with others. */
async function readCosts(subject: Subject): Promise<string> {
  const {phases, peakMemoryBytes} = upgradeResult.parse(
    JSON.parse(await ask(subject, 'cat /var/log/leapp/upgrade-result.json')),
  )
  demand(peakMemoryBytes !== null, 'the result does not say how much memory it took')
  const seconds = phases.map(({name, seconds}) => `${name} ${seconds.toFixed(0)} s`).join(', ')
  return `${seconds}; ${(peakMemoryBytes / 1e6).toFixed(0)} MB of memory at the peak`
}

export const kernelChosen = {
  description:
    'GRUB keeps what an administrator has chosen: the kernel that runs, by its own entry',
  run: async subject => {
    const chosen = await ask(
      subject,
      `kernel=$(uname --kernel-release)
      echo GRUB_DEFAULT=saved >/etc/default/grub.d/50-saved.cfg
      update-grub >/dev/null 2>&1
      ids=$(sed -n "s/.*menuentry_id_option '\\(gnulinux-\\(advanced\\|$kernel-advanced\\)-.*\\)' {/\\1/p" /boot/grub/grub.cfg)
      grub-set-default "$(echo $ids | tr ' ' '>')"
      grub-editenv list`,
    )
    demand(/^saved_entry=gnulinux-advanced-.*>gnulinux-6\./m.test(chosen), chosen)
    return [chosen]
  },
} satisfies Check

export const newKernelByDefault = {
  description: 'the new kernel boots again, where nothing is on trial any more',
  run: async subject => {
    const kernel = await ask(subject, 'uname --kernel-release')
    const {kernels} = releaseOf(subject.prepared.scenario.source)
    demand(kernel.startsWith(kernels.target), `the kernel is ${kernel}`)
    const cmdline = await ask(subject, 'cat /proc/cmdline')
    demand(!cmdline.includes('panic=60'), `the kernel command line is that of a trial: ${cmdline}`)
    return [`kernel ${kernel} boots by default`]
  },
} satisfies Check

export const upgradedBoot = {
  description:
    'the new kernel is what boots, from the source’s own root, and the old one is still there',
  run: async subject => {
    const kernel = await ask(subject, 'uname --kernel-release')
    const {kernels} = releaseOf(subject.prepared.scenario.source)
    demand(kernel.startsWith(kernels.target), `the kernel is ${kernel}`)
    const cmdline = await ask(subject, 'cat /proc/cmdline')
    demand(!cmdline.includes('root=live:'), `the kernel command line is ${cmdline}`)
    await ask(subject, `ls /boot/vmlinuz-${kernels.source}* /boot/initrd.img-${kernels.source}*`)
    demandEqual('what boots by default', {found: await askHeld(subject, ''), expected: 'free'})
    await ask(subject, installationOf(subject.prepared.scenario.source)?.isOfPackages ?? 'true')
    demandEqual('what is left of the trial', {
      found: await ask(subject, "find /boot -name trial.cfg -o -name '*livemode-trial*'"),
      expected: '',
    })
    demandEqual('file systems of fstab that are not mounted', {
      found: await ask(
        subject,
        'findmnt --fstab --noheadings --output TARGET --types noswap | while read -r at; do mountpoint -q "$at" || echo "$at"; done',
      ),
      expected: '',
    })
    demandEqual('findmnt --verify', {
      found: await ask(subject, 'findmnt --verify >/dev/null && echo clean'),
      expected: 'clean',
    })
    return [`kernel ${kernel} boots by the machine’s own loader; the old one is still there`]
  },
} satisfies Check

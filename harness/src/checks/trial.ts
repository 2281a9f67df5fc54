import {installationOf} from '../sources/host.ts'
import {releaseOf} from '../sources/releases.ts'
import {ask, type Check, demand, demandEqual, type Subject} from './check.ts'
import {askHeld, waitForLog} from './transaction.ts'

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

/** Throws `BOOT_FAILED` unless a kernel of the target's runs; gives which one, and with what. */
async function demandNewKernel(subject: Subject): Promise<{kernel: string; cmdline: string}> {
  const kernel = await ask(subject, 'uname --kernel-release')
  const {kernels} = releaseOf(subject.source)
  demand(kernel.startsWith(kernels.target), `the kernel is ${kernel}`)
  return {kernel, cmdline: await ask(subject, 'cat /proc/cmdline')}
}

export const newKernelByDefault = {
  description: 'the new kernel boots again, where nothing is on trial any more',
  run: async subject => {
    const {kernel, cmdline} = await demandNewKernel(subject)
    demand(!cmdline.includes('panic=60'), `the kernel command line is that of a trial: ${cmdline}`)
    return [`kernel ${kernel} boots by default`]
  },
} satisfies Check

export const upgradedBoot = {
  description:
    'the new kernel is what boots, from the source’s own root, and the old one is still there',
  run: async subject => {
    const {kernel, cmdline} = await demandNewKernel(subject)
    demand(!cmdline.includes('root=live:'), `the kernel command line is ${cmdline}`)
    const {kernels, family} = releaseOf(subject.source)
    await ask(subject, `ls ${family.kernelFiles(`${kernels.source}*`).join(' ')}`)
    demandEqual('what boots by default', {found: await askHeld(subject, ''), expected: 'free'})
    await ask(subject, installationOf(subject.source)?.isOfPackages ?? 'true')
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

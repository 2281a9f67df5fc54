import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {ask, type Check, demand, demandEqual, log, type Subject} from './check.ts'

/** Which of the two services is the one that runs, and which is not. */
export const servicesOf = ({config}: Subject) =>
  config.capture_upgrade_strace_into === null
    ? (['upgrade.service', 'upgrade-strace.service'] as const)
    : (['upgrade-strace.service', 'upgrade.service'] as const)

export const upgrade = {
  description:
    'exactly one of the upgrade services runs, to its end, and /.noreboot keeps the machine up',
  run: async subject => {
    const {machine} = subject
    const [runs, rests] = servicesOf(subject)
    await machine.waitForUnit(runs, startDeadline(limits.upgrade, runs))
    const seconds = machine.seconds.toFixed(0)
    const found = await ask(
      subject,
      `systemctl show --property=Result,SubState ${runs} | sort | xargs`,
    )
    demandEqual(`the end of ${runs}`, {found, expected: 'Result=success SubState=exited'})
    await demandSkipped(subject, rests)
    const last = 'livemode: /.noreboot is there: not rebooting'
    demand(
      (await ask(subject, `tail --lines=20 ${log}`)).includes(last),
      `the log does not say ${last}`,
    )
    return [
      `${runs} succeeded after ${seconds} s, ${rests} did not run`,
      'the machine stays up: /.noreboot',
    ]
  },
} satisfies Check

/** Throws unless a unit did not start because of its conditions. */
export async function demandSkipped(subject: Subject, unit: string): Promise<void> {
  const properties = 'ActiveState,ExecMainStartTimestampMonotonic,Result'
  const found = await ask(subject, `systemctl show --property=${properties} ${unit} | sort | xargs`)
  const expected = 'ActiveState=inactive ExecMainStartTimestampMonotonic=0 Result=exec-condition'
  demandEqual(unit, {found, expected})
}

/** Mounts with nofail do not keep local-fs.target waiting: the order must hold without it. */
export const afterMounts = {
  description: 'the upgrade starts when all file systems of fstab are mounted or have failed',
  run: async subject => {
    const [unit] = servicesOf(subject)
    const start = await monotonic(subject, unit, 'ExecMainStartTimestampMonotonic')
    const units = await ask(
      subject,
      'systemctl show --property=Id,SourcePath "*.mount" | sed "s/^$/,/" | tr -d "\\n"',
    )
    const mounts = units
      .split(',')
      .filter(block => block.includes('SourcePath=/etc/fstab'))
      .map(block => /Id=(\S+?\.mount)/.exec(block)?.[1] ?? '')
    for (const mount of mounts) {
      const end = await monotonic(subject, mount, 'StateChangeTimestampMonotonic')
      demand(end <= start, `${mount} changed ${(end - start) / 1e6} s after the start of ${unit}`)
    }
    return [`${unit} started after ${mounts.length} mounts of fstab were decided`]
  },
} satisfies Check

const monotonic = async (subject: Subject, unit: string, property: string) =>
  Number(await ask(subject, `systemctl show --property=${property} --value '${unit}'`))

export const sourceCmdline = {
  description: "the engine sees the source's own kernel command line, and nobody else does",
  run: async subject => {
    const {sourceCmdline} = subject
    const prefix = 'probe: its kernel command line: '
    const lines = (await ask(subject, `grep --fixed-strings '${prefix}' ${log}`)).split('\n')
    for (const line of lines) {
      demandEqual('the kernel command line in the engine', {
        found: withoutLoaders(line.slice(line.indexOf(prefix) + prefix.length)),
        expected: withoutLoaders(sourceCmdline),
      })
    }
    const live = await ask(subject, 'cat /proc/cmdline')
    demand(live.includes('root=live:'), `the live system's /proc/cmdline is ${live}`)
    return [`the engine sees the kernel command line ${sourceCmdline} (${lines.length} times)`]
  },
} satisfies Check

/** What GRUB puts in front by itself. */
const withoutLoaders = (cmdline: string) => cmdline.replace(/^BOOT_IMAGE=\S+ /, '')

export const strace = {
  description: "the trace of the whole process tree lies on the source's disk",
  run: async subject => {
    const file = subject.config.capture_upgrade_strace_into
    for (const call of [
      'execve("/usr/lib/livemode/live.mjs"',
      '"/usr/lib/livemode/engines/probe.mjs"',
      'execve("/usr/bin/journalctl"',
    ]) {
      await ask(subject, `grep --quiet --fixed-strings '${call}' /sysroot${file}`)
    }
    const lines = await ask(subject, `wc --lines </sysroot${file}`)
    const type = await ask(subject, `stat --file-system --format=%T /sysroot${file}`)
    return [`${file} on the source (${type}) holds ${lines} lines of the trace, the engine's too`]
  },
} satisfies Check

export const additionalPackages = {
  description: 'additional packages are there and run',
  run: async subject => {
    const names = subject.config.additional_packages
    const versions = []
    for (const name of names)
      versions.push(await ask(subject, `${name} --version 2>&1 | head -n 1`))
    demand(names.length > 0, 'the scenario asks for no additional packages')
    return versions.map((version, index) => `${names[index]} runs: ${version}`)
  },
} satisfies Check

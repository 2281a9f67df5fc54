import {
  checkCommandLine,
  checkHostCommandLine,
  lintCommandLine,
  planBootCommandLine,
  planBootFiles,
} from '@livemode/bootentry'
import {parseKernelCommandLine} from '@livemode/host'
import type {ImageSource} from '@livemode/live'
import type {Target} from '@livemode/userspace'
import type {Check} from './finding.ts'

/** Without a UUID and a path there is no command line, and other checks tell of it. */
const isFound = (image: ImageSource) =>
  image.kind === 'url' || (image.location.uuid !== null && image.location.pathOnDevice !== null)

/** What the source's own arguments, or those of dracut_network, would do to the live boot. */
export const commandLineIsSound: Check = ({config, host, target, image}) => {
  if (!isFound(image)) return []
  const cmdline = planBootCommandLine({config, host, target, image})
  return lintCommandLine(target, cmdline).map(({argument, sentence, remedy}) => ({
    id: 'kernel-argument',
    severity: 'warning',
    sentence: `${argument} on the command line of the live boot: ${sentence}`,
    remedy,
  }))
}

/** Before the image has been built, what it is checked by is as long as then. */
const anyVerity = {rootHash: '0'.repeat(64), hashOffset: 999_999_999}

/** Whether the line comes to the kernel whole, and each argument of it as one. */
export const commandLineCanBePassed: Check = ({config, host, target, image, loader}) => {
  if (!isFound(image)) return []
  const cmdline = planBootCommandLine({
    config,
    host,
    target,
    image,
    verity: anyVerity,
  })
  const entry = loader === 'unknown' ? null : {loader, ...planBootFiles(loader, host)}
  const problems = [...checkHostCommandLine(host), ...checkCommandLine({cmdline, entry})]
  return problems.map(problem => ({...problem, severity: 'inhibitor'}))
}

interface Disobeyed {
  readonly isOf: (target: Target) => boolean
  /** Of the whole argument. */
  readonly pattern: RegExp
  readonly why: string
  readonly remedy: string
}

/** Arguments that a release follows no more, although it is told nothing of them. */
const disobeyed: readonly Disobeyed[] = [
  {
    // See the news of systemd 256.
    isOf: ({systemdVersion}) => Number.parseInt(systemdVersion, 10) >= 256,
    pattern:
      /^(?:systemd\.unified_cgroup_hierarchy=(?:0|no|n|false|f|off)|systemd\.legacy_systemd_cgroup_controller(?:=(?:1|yes|y|true|t|on))?)$/i,
    why: 'its systemd has cgroup v2 only',
    remedy:
      'make sure that nothing needs cgroup v1 (old container engines and runtimes), and take it off',
  },
  {
    isOf: ({family}) => family === 'el',
    pattern: /^crashkernel=auto$/,
    why: 'its kernel sets nothing aside for kdump then',
    remedy: 'after the upgrade: kdumpctl reset-crashkernel --kernel=ALL',
  },
]

/** Arguments of the source that the upgraded system has on its command line, too, and does not follow. */
export const argumentsAreObeyed: Check = ({host, target}) =>
  parseKernelCommandLine(host.kernelCmdline).flatMap(({text}) =>
    disobeyed
      .filter(({isOf, pattern}) => isOf(target) && pattern.test(text.replaceAll('-', '_')))
      .map(({why, remedy}) => ({
        id: 'kernel-argument-not-obeyed',
        severity: 'warning',
        sentence: `${target.title} does not follow ${text} of this machine’s kernel command line: ${why}`,
        remedy,
      })),
  )

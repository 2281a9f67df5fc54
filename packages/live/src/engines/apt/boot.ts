import {statSync} from 'node:fs'
import type {UpgradeTransaction} from '@livemode/config'
import {parseKernelCommandLine} from '@livemode/host'
import {syncForLoader} from '../../system/loader-sync.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {parseGrubEntries} from './grub-entries.ts'
import {runInSource} from './in-source.ts'
import {readTransaction} from './payload.ts'

const grubConfiguration = '/boot/grub/grub.cfg'

/**
 * Makes sure that the upgraded system can boot: each kernel that came has an initramfs that can be read, and GRUB's menu
 * boots both on the source's root. What is missing is made once.
 *
 * Throws a `Refusal` where it is missing still: the live system stays what boots.
 */
export async function checkBoot(context: EngineContext): Promise<void> {
  const kernels = kernelsOf(readTransaction(context))
  for (const version of kernels) {
    if (await hasInitramfs(context, version)) continue
    context.say(`kernel ${version} has no initramfs that can be read: it is made`)
    await runInSource(context, ['update-initramfs', '-c', '-k', version])
    if (!(await hasInitramfs(context, version)))
      throw new Refusal(`no initramfs can be made for the kernel ${version}`)
  }
  // What booted before boots again.
  if (kernels.length === 0) return
  if (!context.live.source.has(grubConfiguration))
    throw new Refusal(`the source has no ${grubConfiguration}: nothing would boot it`)
  if (findProblem(context, kernels) !== undefined) await runInSource(context, ['update-grub'])
  const problem = findProblem(context, kernels)
  if (problem !== undefined) throw new Refusal(problem)
  for (const version of kernels) context.say(`kernel ${version} is in GRUB’s menu`)
  // Scripts have written menu and initramfs, and sync nothing.
  syncForLoader(context.live, context.live.source.resolve(grubConfiguration))
}

/** The kernels of the plan, as uname(2) has their releases. */
const kernelsOf = ({upgrade, new: added}: UpgradeTransaction): readonly string[] =>
  [...upgrade, ...added].flatMap(
    // Beside a kernel there may be its symbols; one that is not signed has the same files.
    ({package: name}) =>
      /^linux-image-(\d\S*?)(?:-unsigned)?(?<!-dbg):[^:]+$/.exec(name)?.[1] ?? [],
  )

const initramfsOf = (version: string) => `/boot/initrd.img-${version}`

async function hasInitramfs(context: EngineContext, version: string): Promise<boolean> {
  const {source} = context.live
  try {
    if (statSync(source.resolve(initramfsOf(version))).size === 0) return false
  } catch {
    return false
  }
  // Another generator than Debian's own has no such program; GRUB's entry is looked at all the same.
  if (!source.has('/usr/bin/lsinitramfs')) return true
  let hasInit = false
  const code = await runInSource(context, ['lsinitramfs', initramfsOf(version)], {
    onLine: line => {
      hasInit ||= line === 'init'
    },
  })
  return code === 0 && hasInit
}

/** Why GRUB's menu does not boot these kernels; undefined where it does. */
function findProblem(
  {live, sourceCmdline, rootDevice}: EngineContext,
  kernels: readonly string[],
): string | undefined {
  const entries = parseGrubEntries(live.source.readText(grubConfiguration) ?? '')
  const roots = [rootDevice, rootOf(parseKernelCommandLine(sourceCmdline))]
  for (const version of kernels) {
    const entry = entries.find(({kernel}) => kernel.endsWith(`/vmlinuz-${version}`))
    if (entry === undefined) return `GRUB’s menu has no entry for the kernel ${version}`
    if (!entry.initramfs.some(path => path.endsWith(`/initrd.img-${version}`)))
      return `GRUB’s entry for the kernel ${version} has no initramfs`
    const root = rootOf(parseKernelCommandLine(entry.arguments.join(' ')))
    if (root === undefined || !roots.includes(root))
      return `GRUB’s entry for the kernel ${version} boots ${root ?? 'no root'}, not ${roots[0]}`
  }
  return undefined
}

const rootOf = (words: ReturnType<typeof parseKernelCommandLine>) =>
  words.findLast(({name}) => name === 'root')?.value ?? undefined

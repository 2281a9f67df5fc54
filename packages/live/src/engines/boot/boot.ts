import {statSync} from 'node:fs'
import {posix} from 'node:path'
import {syncForLoader} from '../../system/loader-sync.ts'
import {assertBootableOnce, isTried} from '../../system/upgrade/trial.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {runInSource} from '../scripts/in-source.ts'
import type {BroughtKernels, KernelPrograms} from './kernel-programs.ts'
import {openMenu} from './menu.ts'
import {findEntry, isOfSource, rootOf} from './source-entry.ts'

/**
 * Makes sure that the upgraded system can boot: each kernel that came has an initramfs that can be read, and the boot
 * loader's menu boots both on the source's root. What is missing is made once.
 *
 * Throws a `Refusal` where it is missing still: the live system stays what boots.
 */
export async function checkKernels(
  context: EngineContext,
  {versions, programs}: BroughtKernels,
): Promise<void> {
  const menu = openMenu(context)
  for (const version of versions) {
    if ((await findProblem(context, {version, programs})) !== undefined) {
      await ensureInitramfs(context, {version, programs})
      await runInSource(context, programs.addEntry[context.menu.kind](version))
      const problem = await findProblem(context, {version, programs})
      if (problem !== undefined) throw new Refusal(problem)
    }
    context.say(`kernel ${version} is in ${menu.name}`)
  }
  // Scripts have written menu and initramfs, and sync nothing. What booted before boots again.
  if (versions.length > 0) syncForLoader(context.live, context.live.source.resolve(menu.place))
}

/** Makes sure, before anything is changed, that the upgraded system can be tried, where kernels come: see `assertBootableByMenu`. */
export function assertTrialPossible(
  context: EngineContext,
  {versions}: Pick<BroughtKernels, 'versions'>,
): void {
  if (versions.length > 0) assertBootableByMenu(context)
}

/**
 * Makes sure that what the source becomes can be tried: the menu is one that can be looked into, for something in it boots the
 * source, the loader can be told to boot it once where it is put on trial, and it is started by systemd. Throws a `Refusal`.
 */
export function assertBootableByMenu(context: EngineContext): void {
  const {live, menu, resume} = context
  const {name, entries} = openMenu(context)
  const entry = entries().find(one => isOfSource(context, one) && isFile(context, one.kernel))
  if (entry === undefined) {
    throw new Refusal(
      `nothing in ${name} boots the source’s root: it could not be seen whether the upgraded system boots`,
    )
  }
  if (isTried(resume)) assertBootableOnce(live, menu)
  // Only systemd starts what tells that the upgraded system has come up.
  const init = live.source.resolve('/sbin/init')
  if (!init.endsWith('/systemd'))
    throw new Refusal(`the source is not started by systemd, but by ${posix.basename(init)}`)
}

interface OneKernel {
  readonly version: string
  readonly programs: KernelPrograms
}

async function ensureInitramfs(
  context: EngineContext,
  {version, programs}: OneKernel,
): Promise<void> {
  if (programs.initramfs === null) return
  const path = programs.initramfs.place(version)
  if (await hasInit(context, {path, programs})) return
  context.say(`kernel ${version} has no initramfs that can be read: it is made`)
  await runInSource(context, programs.initramfs.make(version))
  if (await hasInit(context, {path, programs})) return
  throw new Refusal(`no initramfs can be made for the kernel ${version}`)
}

/** Why the menu does not boot a kernel; undefined where it does. */
async function findProblem(
  context: EngineContext,
  {version, programs}: OneKernel,
): Promise<string | undefined> {
  const {name} = openMenu(context)
  const entry = findEntry(context, version)
  if (entry === undefined) return `${name} has no entry for the kernel ${version}`
  const {kernel, initramfs} = entry
  const of = `${name}, kernel ${version}:`
  if (initramfs.length === 0) return `${of} the entry has no initramfs`
  const missing = [kernel, ...initramfs].find(path => !isFile(context, path))
  if (missing !== undefined) return `${of} ${missing} is not there, or empty`
  // One of them may hold the processor's microcode alone.
  const hasOne = await someAsync(initramfs, path => hasInit(context, {path, programs}))
  if (!hasOne) return `${of} its initramfs cannot be read`
  if (!isOfSource(context, entry))
    return `${of} the entry boots ${rootOf(entry.cmdline) ?? 'no root'}, not ${context.rootDevice}`
  return undefined
}

function isFile({live: {source}}: EngineContext, path: string): boolean {
  try {
    const found = statSync(source.resolve(path))
    return found.isFile() && found.size > 0
  } catch {
    return false
  }
}

/** Whether an initramfs of the source's is whole as far as its own programs can see. */
async function hasInit(
  context: EngineContext,
  {path, programs: {list, isInit}}: {readonly path: string; readonly programs: KernelPrograms},
): Promise<boolean> {
  if (!isFile(context, path)) return false
  const argv = list(path)
  // Another generator than the distribution's own has no such program; the entry is looked at all the same.
  if (!context.live.source.has(argv[0])) return true
  let found = false
  const code = await runInSource(context, argv, {
    onLine: line => {
      found ||= isInit(line)
    },
  })
  return code === 0 && found
}

async function someAsync<T>(
  items: readonly T[],
  holds: (item: T) => Promise<boolean>,
): Promise<boolean> {
  for (const item of items) if (await holds(item)) return true
  return false
}

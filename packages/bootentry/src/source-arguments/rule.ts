import type {KernelArgument} from '@livemode/host'
import {isKernelWord} from './kernel-words.ts'
import {canonicalName} from './name.ts'
import {isForUserSpace} from './user-space.ts'

/** What a parameter of the kernel or of a module can be called. */
const kernelName = /^\w[\w.-]*$/

/**
 * Whether an argument of the source is one that the live boot keeps, by who reads it: what the kernel
 * and its modules read is for the hardware. Of what user space reads only that survives for which a rule
 * says why; a word without a value only where the kernel knows it. Memory is set aside for nobody.
 */
export function isKept({name, value, text}: KernelArgument): boolean {
  if (value === null) return isKernelWord(name)
  if (!kernelName.test(name) || setsMemoryAside(name) || endsDifferently(text)) return false
  return !wordsOf(text).some(isForUserSpace)
}

/** Memory that is set aside for what runs on the source: the live system may need it, and has no use for it so. */
const setsMemoryAside = (name: string) =>
  /^(?:hugepages|hugepagesz|default_hugepagesz|hugetlb_cma|hugetlb_cma_only)$/.test(
    canonicalName(name),
  )

/** systemd takes single quotes and backslashes for quoting, so that what follows would belong to it. */
const endsDifferently = (text: string) => /['\\]/.test(text)

/** The names in an argument: dracut's scripts split the command line at every space, also in quotes. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll('"', '')
    .split(/\s+/)
    .map(word => word.replace(/=.*/s, ''))

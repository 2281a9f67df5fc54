import type {KernelArgument} from '@livemode/host'
import {isKernelWord} from './kernel-words.ts'
import {isForUserSpace} from './user-space.ts'

/** What a parameter of the kernel or of a module can be called. */
const kernelName = /^\w[\w.-]*$/

/**
 * Whether an argument of the source is one that the live boot keeps, by who reads it: what the kernel
 * and its modules read is for the hardware. Of what user space reads only that survives for which a rule
 * says why; a word without a value only where the kernel knows it.
 */
export function isKept({name, value, text}: KernelArgument): boolean {
  if (value === null) return isKernelWord(name)
  return kernelName.test(name) && !endsDifferently(text) && !wordsOf(text).some(isForUserSpace)
}

/** systemd takes single quotes and backslashes for quoting, so that what follows would belong to it. */
const endsDifferently = (text: string) => /['\\]/.test(text)

/** The names in an argument: dracut's scripts split the command line at every space, also in quotes. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll('"', '')
    .split(/\s+/)
    .map(word => word.replace(/=.*/s, ''))

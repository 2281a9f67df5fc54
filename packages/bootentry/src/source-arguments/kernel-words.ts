import {readFileSync} from 'node:fs'
import {canonicalName} from './name.ts'

const file = new URL('../../files/kernel-words.txt', import.meta.url)

/** The words without a value that the kernel itself reads, in canonical names. */
export const kernelWords: ReadonlySet<string> = new Set(
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#')),
)

/** Whether an argument without a value is one of the kernel's own. */
export const isKernelWord = (name: string): boolean => kernelWords.has(canonicalName(name))

import {textOf} from './small-files.ts'

/** The flags of each level as /proc/cpuinfo calls them, see the microarchitecture levels of the System V ABI for x86-64. */
const levels: readonly (readonly string[])[] = [
  ['cmov', 'cx8', 'fpu', 'fxsr', 'mmx', 'syscall', 'sse', 'sse2'],
  ['cx16', 'lahf_lm', 'popcnt', 'pni', 'sse4_1', 'sse4_2', 'ssse3'],
  ['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave'],
  ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'],
]

/** The level of x86-64 that all of a machine's processors have; undefined where that is not said, or it is none. */
export function parseX86Level(cpuinfo: string): number | undefined {
  const processors = [...cpuinfo.matchAll(/^flags\s*:(.*)$/gm)].map(
    ([, flags = '']) => new Set(flags.split(/\s+/)),
  )
  if (processors.length === 0) return undefined
  const missing = levels.findIndex(flags =>
    flags.some(flag => processors.some(processor => !processor.has(flag))),
  )
  return missing === 0 ? undefined : missing < 0 ? levels.length : missing
}

/** That of the machine it runs on. */
export const readX86Level = (): number | undefined => parseX86Level(textOf('/proc/cpuinfo') ?? '')

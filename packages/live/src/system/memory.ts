import type {LiveSystem} from './live-system.ts'

/** What all programs use together, in bytes: what the kernel could give away is not counted, see proc_meminfo(5). */
export function readUsedMemory({readText}: Pick<LiveSystem, 'readText'>): number | undefined {
  const text = readText('/proc/meminfo') ?? ''
  const [total, available] = ['MemTotal', 'MemAvailable'].map(name => {
    const [, value] = new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text) ?? []
    return value === undefined ? undefined : Number(value) * 1024
  })
  return total === undefined || available === undefined ? undefined : total - available
}

import {shellWord} from '../../shell-word.ts'

/** A disk whose contents only a kernel can make. */
export interface DevicesPlan {
  /** The partitions, one behind the other. */
  readonly partitionMebibytes: readonly number[]
  /** Shell, run as root in a live system that has the disk as `/dev/vdb`; it must end what it starts. */
  readonly script: string
  readonly environment: Readonly<Record<string, string>>
}

/** The script with its environment. */
export function renderScript({script, environment}: DevicesPlan): string {
  const assignments = Object.entries(environment).map(
    ([name, value]) => `${name}=${shellWord(value)}\n`,
  )
  return `${assignments.join('')}${script}`
}

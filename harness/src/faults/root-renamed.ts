import type {Fault} from './fault.ts'

export const rootRenamed = {
  description: "the source's root file system has another UUID than fstab says",
  apply: ({partitions, ...plan}) => ({
    ...plan,
    partitions: partitions.map(partition =>
      partition.mount === '/' ? {...partition, uuid: otherUuid} : partition,
    ),
  }),
} satisfies Fault

const otherUuid = '00000000-7a52-4f6e-9a39-5d1c0c2d7e00'
